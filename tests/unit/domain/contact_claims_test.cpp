#include "domain/contact_claims.hpp"

#include <boost/test/unit_test.hpp>
#include <map>
#include <optional>
#include <random>
#include <set>

using namespace homigo::domain;

namespace {

constexpr int people = 3;  // person 0 and 1 own a phone and an address each; person 2 owns nothing
constexpr int contacts_of_a_kind = 2;

/// The world around the rules: who signed up for which account, which codes lie in whose pocket.
struct account {
  int chosen_by = 0;  // knows the identifier and the password
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

struct history {
  std::vector<account> accounts;
  std::vector<code> codes;

  std::vector<contact_claim> claims_on(otp_channel channel, int contact) const {
    std::vector<contact_claim> claims;
    for (std::size_t i = 0; i < accounts.size(); ++i)
      if (accounts[i].contact.at(channel) == contact)
        claims.push_back({id_of(i), accounts[i].status, accounts[i].proven.contains(channel)});
    return claims;
  }

  std::size_t sign_up(int person, int phone, int email) {
    accounts.push_back(
        {person, account_status::pending, {{otp_channel::phone, phone}, {otp_channel::email, email}}, {}, false, {}});
    const auto number = accounts.size() - 1;
    codes.push_back({number, otp_channel::phone, otp_purpose::signup, phone});
    codes.push_back({number, otp_channel::email, otp_purpose::signup, email});
    return number;
  }

  void order_sign_in(otp_channel channel, int contact) {
    for (std::size_t i = 0; i < accounts.size(); ++i)
      if (accounts[i].contact[channel] == contact && accounts[i].proven.contains(channel) &&
          accounts[i].status == account_status::active)
        codes.push_back({i, channel, otp_purpose::login, contact});
  }

  /// Whether a session was opened.
  bool present(const code& c, proof_evidence evidence) {
    auto& own = accounts[c.of];
    const auto contact = own.contact[c.channel];
    const auto claims = contact ? claims_on(c.channel, *contact) : std::vector<contact_claim>{};
    const auto done = decide_proof({id_of(c.of), c.channel, c.purpose, evidence}, claims);
    if (!done) return false;
    for (const auto& loser : done->dispossessed) {
      auto& other = accounts[static_cast<std::size_t>(loser.data[15] - 1)];
      BOOST_REQUIRE(!(other.status == account_status::active && other.proven.contains(c.channel)));
      other.contact[c.channel].reset();
      other.proven.erase(c.channel);
    }
    own.proven.insert(c.channel);
    if (done->activates) own.status = account_status::active;
    own.password_closed = (own.password_closed || done->closes_password) && !done->confirms_password;
    if (c.channel == otp_channel::phone) own.proved_by.insert(c.lies_with);
    return done->opens_session;
  }

  bool password_opens(const account& a) const { return a.status == account_status::active && !a.password_closed; }

  void check() const {
    for (const auto channel : {otp_channel::phone, otp_channel::email})
      for (int contact = 0; contact < contacts_of_a_kind; ++contact)
        BOOST_REQUIRE(std::ranges::count_if(claims_on(channel, contact), holds) <= 1);
    for (const auto& a : accounts) {
      BOOST_REQUIRE((a.status == account_status::active) == a.proven.contains(otp_channel::phone));
      // Nobody has a password to an account whose phone is another's, but who owns the phone and showed the identifier.
      if (password_opens(a) && !a.proved_by.contains(a.chosen_by)) BOOST_FAIL("a password opens what another proved");
    }
  }
};

/// What a person can show: the identifier only of a pending account of the own.
proof_evidence best_evidence(const account& a, int person, std::mt19937& random) {
  if (a.chosen_by != person || random() % 2) return proof_evidence::contact;
  return random() % 2 ? proof_evidence::new_account : proof_evidence::password;
}

void act_at_random(history& h, std::mt19937& random) {
  const auto pick = [&](std::size_t n) { return static_cast<int>(random() % n); };
  const int person = pick(people);
  switch (random() % 3) {
    case 0:
      if (h.accounts.size() < 12) h.sign_up(person, pick(contacts_of_a_kind), pick(contacts_of_a_kind));
      break;
    case 1:
      h.order_sign_in(random() % 2 ? otp_channel::phone : otp_channel::email, pick(contacts_of_a_kind));
      break;
    default:
      if (h.codes.empty()) break;
      const auto c = h.codes[static_cast<std::size_t>(pick(h.codes.size()))];
      // Only who owns the contact has read the code; the account may be anybody's.
      const auto evidence = best_evidence(h.accounts[c.of], c.lies_with, random);
      if (h.present(c, evidence)) {
        const auto& own = h.accounts[c.of];
        BOOST_REQUIRE(own.contact.at(c.channel) == c.lies_with);
        BOOST_REQUIRE(own.proven.contains(c.channel));
      }
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
    h.order_sign_in(otp_channel::phone, 0);
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

BOOST_AUTO_TEST_CASE(an_address_that_is_proven_alone_opens_no_session_and_activates_nothing) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false}};
  const auto done =
      decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, proof_evidence::new_account}, claims).value();
  BOOST_TEST(done.is_new);
  BOOST_TEST(!done.activates);
  BOOST_TEST(!done.opens_session);
}

BOOST_AUTO_TEST_CASE(a_phone_that_is_proven_by_its_code_alone_closes_the_password_that_nobody_showed) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false}};
  const auto by = [&](proof_evidence evidence) {
    return decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, evidence}, claims).value();
  };
  BOOST_TEST(by(proof_evidence::contact).closes_password);
  BOOST_TEST(!by(proof_evidence::new_account).closes_password);
  BOOST_TEST(!by(proof_evidence::password).closes_password);
}

BOOST_AUTO_TEST_CASE(a_public_identifier_confirms_no_password) {
  const contact_claim claims[] = {{id_of(0), account_status::active, true}};
  const auto done =
      decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, proof_evidence::new_account}, claims).value();
  BOOST_TEST(!done.confirms_password);
}

BOOST_AUTO_TEST_CASE(a_contact_that_another_account_in_use_has_proven_is_a_conflict) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false}, {id_of(1), account_status::active, true}};
  const auto done =
      decide_proof({id_of(0), otp_channel::phone, otp_purpose::signup, proof_evidence::new_account}, claims);
  BOOST_REQUIRE(!done);
  BOOST_CHECK(done.error().code == errc::conflict);
}

BOOST_AUTO_TEST_CASE(a_pending_account_holds_nothing_though_it_has_proven_its_address) {
  const contact_claim claims[] = {{id_of(0), account_status::pending, false},
                                  {id_of(1), account_status::pending, true}};
  const auto done = decide_proof({id_of(0), otp_channel::email, otp_purpose::signup, {}}, claims).value();
  BOOST_REQUIRE_EQUAL(done.dispossessed.size(), 1U);
  BOOST_CHECK(done.dispossessed[0] == id_of(1));
}

BOOST_AUTO_TEST_SUITE_END()
