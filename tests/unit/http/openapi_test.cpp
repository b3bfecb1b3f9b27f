#include "http/routing/openapi.hpp"

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <boost/test/unit_test.hpp>

#include "sample_edge.hpp"

namespace homigo::http::openapi_test {
namespace {

struct document_fixture {
  testing::sample_edge edge;
  rapidjson::Document document;
  document_fixture() { document.Parse(openapi_document(edge.routes()).c_str()); }
  std::string at(const char* pointer) {
    const auto* value = rapidjson::Pointer(pointer).Get(document);
    if (!value) return "nothing";
    if (value->IsString()) return value->GetString();
    if (value->IsBool()) return value->GetBool() ? "true" : "false";
    if (value->IsNumber()) return std::to_string(value->GetInt64());
    return value->IsArray() ? "array of " + std::to_string(value->Size()) : "object";
  }
};

BOOST_FIXTURE_TEST_SUITE(http_openapi, document_fixture)

BOOST_AUTO_TEST_CASE(constraints_of_a_body_become_its_schema) {
  BOOST_TEST(!document.HasParseError());
  BOOST_TEST(at("/openapi") == "3.1.0");
  BOOST_TEST(at("/paths/~1api~1v1~1echo/post/requestBody/content/application~1json/schema/$ref") ==
             "#/components/schemas/note_input");
  BOOST_TEST(at("/paths/~1api~1v1~1echo/post/requestBody/required") == "true");
  BOOST_TEST(at("/components/schemas/note/properties/title/maxLength") == "20");
  BOOST_TEST(at("/components/schemas/note/properties/count/anyOf/0/maximum") == "9");
  BOOST_TEST(at("/components/schemas/note/properties/count/anyOf/1/type") == "null");
  BOOST_TEST(at("/components/schemas/note_input/required") == "array of 1");
  BOOST_TEST(at("/components/schemas/note/required") == "array of 3");
  BOOST_TEST(at("/components/schemas/note_changes/required") == "nothing");
}

BOOST_AUTO_TEST_CASE(queries_are_flat_and_enumerations_are_named) {
  BOOST_TEST(at("/paths/~1api~1v1~1search/get/parameters") == "array of 9");
  BOOST_TEST(at("/paths/~1api~1v1~1search/get/parameters/0/name") == "limit");
  BOOST_TEST(at("/components/schemas/colour/enum/1") == "green");
}

BOOST_AUTO_TEST_CASE(answers_and_security_are_told) {
  BOOST_TEST(at("/paths/~1api~1v1~1echo/post/responses/201/content/application~1json/schema/$ref") ==
             "#/components/schemas/note");
  BOOST_TEST(at("/paths/~1api~1v1~1items~1{item_id}/delete/responses/204/description") != "nothing");
  BOOST_TEST(at("/paths/~1api~1v1~1items~1{item_id}/get/parameters/0/schema/format") == "uuid");
  BOOST_TEST(at("/paths/~1api~1v1~1echo/post/security") == "array of 1");
  BOOST_TEST(at("/paths/~1hello/get/security") == "array of 0");
  BOOST_TEST(at("/paths/~1hello/get/responses/default/$ref") == "#/components/responses/problem");
}

BOOST_AUTO_TEST_CASE(every_status_that_occurs_is_told_with_its_headers) {
  BOOST_TEST(at("/paths/~1api~1v1~1echo/post/responses/409/$ref") == "#/components/responses/problem_409");
  BOOST_TEST(at("/paths/~1api~1v1~1items~1{item_id}/put/responses/412/$ref") == "#/components/responses/problem_412");
  BOOST_TEST(at("/paths/~1api~1v1~1limited/get/responses/200/headers/RateLimit-Limit/$ref") ==
             "#/components/headers/RateLimit-Limit");
  BOOST_TEST(at("/components/responses/problem_503/headers/Retry-After/$ref") == "#/components/headers/Retry-After");
  BOOST_TEST(at("/components/responses/problem_401/headers/WWW-Authenticate/$ref") ==
             "#/components/headers/WWW-Authenticate");
  BOOST_TEST(at("/components/schemas/problem/required") == "array of 6");
  BOOST_TEST(at("/components/schemas/problem_code/enum/0") == "malformed_request");
}

BOOST_AUTO_TEST_CASE(a_list_in_a_query_is_told_as_one_value_with_commas) {
  bool told = false;
  for (const auto& p : rapidjson::Pointer("/paths/~1api~1v1~1search/get/parameters").Get(document)->GetArray()) {
    const auto explode = p.FindMember("explode");
    if (explode != p.MemberEnd()) told = told || !explode->value.GetBool();
  }
  BOOST_TEST(told);
}

BOOST_AUTO_TEST_CASE(a_socket_is_left_to_asyncapi) { BOOST_TEST(at("/paths/~1api~1v1~1ws") == "nothing"); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace homigo::http::openapi_test
