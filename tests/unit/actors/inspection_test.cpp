// Described types travel between nodes by CAF's own serializers.
#include <boost/test/unit_test.hpp>
#include <caf/binary_deserializer.hpp>
#include <caf/binary_serializer.hpp>
#include <vector>

#include "actors/runtime/caf_inspection.hpp"
#include "actors/sessions/session_protocol.hpp"
#include "domain/engine/commit.hpp"
#include "support/actor_world.hpp"

namespace inspection_test {

using namespace homigo;

namespace {

template <class T>
std::vector<char> written(T object) {
  std::vector<char> bytes;
  caf::binary_serializer to{nullptr, bytes};
  BOOST_TEST(!inspect(to, object));
  return bytes;
}

template <class T>
caf::error read(const std::vector<char>& bytes, T& object) {
  caf::binary_deserializer from{nullptr, bytes};
  return inspect(from, object);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(inspection)

BOOST_AUTO_TEST_CASE(described_objects_of_domain_and_actors_survive_a_round_trip) {
  domain::message_item message;
  message.conversation_id = tests::numbered(7);
  message.body = "नमस्ते";
  domain::message_item arrived;
  BOOST_TEST(!read(written(message), arrived));
  BOOST_TEST((arrived.conversation_id == message.conversation_id));
  BOOST_TEST(*arrived.body == *message.body);

  actors::swipe_settled settled;
  BOOST_TEST(
      !read(written(actors::swipe_settled{tests::numbered(3), domain::swipe_action::super_like, true, {}}), settled));
  BOOST_TEST(settled.matched);
}

BOOST_AUTO_TEST_CASE(what_is_damaged_on_the_way_is_an_error) {
  auto bytes = written(domain::entity_key{domain::entity_kind::listing, tests::numbered(1)});
  bytes.pop_back();
  domain::entity_key key;
  BOOST_TEST(static_cast<bool>(read(bytes, key)));
  // The frame is whole, its content is not of this type.
  domain::message_item other;
  BOOST_TEST(
      static_cast<bool>(read(written(domain::entity_key{domain::entity_kind::listing, tests::numbered(1)}), other)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace inspection_test
