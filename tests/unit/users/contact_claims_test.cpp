#include "domain/users/contact_claims.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <random>
#include <set>

namespace contact_claims_test {

using namespace homigo::domain;

namespace {

constexpr int people = 3;  // person 0 and 1 own a phone and an address each; person 2 owns nothing
constexpr int contacts_of_a_kind = 2;

/// The world around the rules: who signed up for which account, which codes lie in whose pocket.
struct account {
  int author = 0;       // signed up: knows the identifier while it is new
  int password_of = 0;  // who knows the password
  account_status status = account_status::pending;
  std::map<otp_channel, std::optional<int>> contact;
  std::set<otp_channel> proven;
  bool password_closed = false;
  std::set<int> proved_by;  // people who proved its phone
};

struct code {
  std::size_t of = 0;
  otp_channel channel{};
  otp_purpose purpose{};
  int lies_with = 0;  // the owner of the contact it was sent to
};

uuid id_of(std::size_t number) {
  uuid id{};
  id.data[15] = static_cast<std::uint8_t>(number + 1);
  return id;
}

std::size_t number_of(const uuid& id) { return static_cast<std::size_t>(id.data[15] - 1); }

struct history {
  std::vector<account> accounts;
  std::vector<code> codes;

  std::vector<contact_claim> claims_on(otp_channel channel, int contact) const {
    std::vector<contact_claim> claims;
    for (std::size_t i = 0; i < accounts.size(); ++i)
      if (accounts[i].contact.at(channel) == contact)
        claims.push_back({id_of(i), accounts[i].status, accounts[i].proven.contains(channel),
                          accounts[i].proven.size() > accounts[i].proven.count(channel), accounts[i].password_closed});
    return claims;
  }

  std::size_t sign_up(int person, int phone, int email) {
    account made;
    made.author = made.password_of = person;
    made.contact = {{otp_channel::phone, phone}, {otp_channel::email, email}};
    accounts.push_back(made);
    resend(accounts.size() - 1, otp_channel::phone);
    resend(accounts.size() - 1, otp_channel::email);
    return accounts.size() - 1;
  }

  /// Anybody may ask, for any account.
  void resend(std::size_t number, otp_channel channel) {
    const auto& contact = accounts[number].contact[channel];
    if (contact) codes.push_back({number, channel, otp_purpose::signup, *contact});
  }

  void order(otp_purpose purpose, otp_channel channel, int contact) {
    for (std::size_t i = 0; i < accounts.size(); ++i)
      if (accounts[i].contact[channel] == contact && accounts[i].proven.contains(channel) &&
          accounts[i].status == account_status::active)
        codes.push_back({i, channel, purpose, contact});
  }

  void withdraw(std::size_t number, otp_channel channel) {
    accounts[number].proven.erase(channel);
    std::erase_if(codes, [&](const code& c) { return c.of == number && c.channel == channel; });
  }

  /// The account in which a session was opened, or the password set.
  std::optional<std::size_t> present(const code c, proof_evidence evidence) {
    const auto contact = accounts[c.of].contact[c.channel];
    const auto claims = contact ? claims_on(c.channel, *contact) : std::vector<contact_claim>{};
    const auto done = decide_proof({id_of(c.of), c.channel, c.purpose, evidence}, claims);
    if (!done) return std::nullopt;
    for (const auto& loser : done->dispossessed) {
      auto& other = accounts[number_of(loser)];
      BOOST_REQUIRE(!(other.status == account_status::active && other.proven.contains(c.channel)));
      other.contact[c.channel].reset();
      withdraw(number_of(loser), c.channel);
    }
    const auto meant = number_of(done->user_id);
    auto& own = accounts[meant];
    if (done->drops_address) own.contact[otp_channel::email].reset();
    if (done->drops_address || done->withdraws_address) withdraw(meant, otp_channel::email);
    if (done->is_new) withdraw(meant, c.channel);
    own.proven.insert(c.channel);
    if (done->activates) own.status = account_status::active;
    own.password_closed = (own.password_closed || done->closes_password) && !done->confirms_password;
    if (c.channel == otp_channel::phone) own.proved_by.insert(c.lies_with);
    if (c.purpose == otp_purpose::password_reset) {
      own.password_of = c.lies_with;
      own.password_closed = false;
      return meant;
    }
    return done->opens_session ? std::optional{meant} : std::nullopt;
  }

  /// Who can sign in: by the password, by a code to what is proven, or by a reset.
  std::set<int> entrants(const account& a) const {
    std::set<int> all;
    if (a.status != account_status::active) return all;
    if (password_opens(a)) all.insert(a.password_of);
    for (const auto channel : a.proven) all.insert(*a.contact.at(channel));
    return all;
  }

  bool password_opens(const account& a) const { return a.status == account_status::active && !a.password_closed; }

  void check() const {
    for (const auto channel : {otp_channel::phone, otp_channel::email})
      for (int contact = 0; contact < contacts_of_a_kind; ++contact)
        BOOST_REQUIRE(std::ranges::count_if(claims_on(channel, contact), holds) <= 1);
    for (const auto& a : accounts) {
      BOOST_REQUIRE((a.status == account_status::active) == a.proven.contains(otp_channel::phone));
      BOOST_REQUIRE_MESSAGE(entrants(a).size() <= 1, "two people can sign in to one account");
    }
  }
};

/// What a person can show: the identifier only of a pending account of the own.
proof_evidence best_evidence(const account& a, int person, std::mt19937& random) {
  if (a.author == person && random() % 3 == 0) return proof_evidence::new_account;
  return a.password_of == person && random() % 3 == 0 ? proof_evidence::password : proof_evidence::contact;
}

/// Who types a code that came by e-mail has signed up with that address.
bool waits_for_code(const history& h, int person, int email) {
  return std::ranges::any_of(
      h.accounts, [&](const account& a) { return a.author == person && a.contact.at(otp_channel::email) == email; });
}

void present_at_random(history& h, std::mt19937& random) {
  if (h.codes.empty()) return;
  const auto c = h.codes[random() % h.codes.size()];
  // Only who owns the contact has read the code; the account may be anybody's.
  const bool is_reset = c.purpose == otp_purpose::password_reset;
  const auto evidence = is_reset ? proof_evidence::contact : best_evidence(h.accounts[c.of], c.lies_with, random);
  if (c.channel == otp_channel::email && c.purpose == otp_purpose::signup && evidence == proof_evidence::contact &&
      !waits_for_code(h, c.lies_with, c.lies_with))
    return;
  if (const auto opened = h.present(c, evidence)) {
    const auto& own = h.accounts[*opened];
    BOOST_REQUIRE(own.contact.at(c.channel) == c.lies_with);
    BOOST_REQUIRE(own.proven.contains(c.channel));
    BOOST_REQUIRE((h.entrants(own) == std::set{c.lies_with}));
  }
}

void act_at_random(history& h, std::mt19937& random) {
  const auto pick = [&](std::size_t n) { return static_cast<int>(random() % n); };
  const auto channel = random() % 2 ? otp_channel::phone : otp_channel::email;
  switch (random() % 6) {
    case 0:
      if (h.accounts.size() < 12) h.sign_up(pick(people), pick(contacts_of_a_kind), pick(contacts_of_a_kind));
      break;
    case 1:
      h.order(otp_purpose::login, channel, pick(contacts_of_a_kind));
      break;
    case 2:
      h.order(otp_purpose::password_reset, channel, pick(contacts_of_a_kind));
      break;
    case 3:
      if (!h.accounts.empty()) h.resend(random() % h.accounts.size(), channel);
      break;
    default:
      present_at_random(h, random);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(contact_claims)

BOOST_AUTO_TEST_CASE(no_order_of_sign_ups_codes_and_proofs_gives_anybody_an_account_that_another_proved) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random{seed};
    history h;
    for (int step = 0; step < 40; ++step) {
      act_at_random(h, random);
      h.check();
    }
  }
}

BOOST_AUTO_TEST_CASE(no_order_of_events_shuts_the_owner_of_a_phone_out) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random{seed};
    history h;
    for (int step = 0; step < 40; ++step) act_at_random(h, random);
    // The owner of phone 0 signs in by it, or, where no account in use holds it, by a new account.
    const auto before = h.codes.size();
    h.order(otp_purpose::login, otp_channel::phone, 0);
    if (h.codes.size() == before) {
      const auto own = h.sign_up(0, 0, 0);
      BOOST_REQUIRE(h.present({own, otp_channel::phone, otp_purpose::signup, 0}, proof_evidence::new_account));
      BOOST_REQUIRE(h.password_opens(h.accounts[own]));
    } else {
      BOOST_REQUIRE(h.accounts[h.codes.back().of].proved_by.contains(0));
      BOOST_REQUIRE(h.present(h.codes.back(), proof_evidence::contact));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace contact_claims_test
