#include "persistence/postgres/client/composite_writer.hpp"

#include <boost/test/unit_test.hpp>
#include <pqxx/nontransaction>
#include <stdexcept>

#include "codec/json_writer.hpp"
#include "domain/engine/commit.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"
#include "support/commit_world.hpp"

namespace homigo::tests::composite_writer_test {
namespace {

struct writer_world {
  migrated_database database;
  pqxx::connection connection{database.conninfo()};
  pqxx::nontransaction work{connection};
  postgres::composite_writer writer{work, "commit_batch", domain::descriptor<domain::commit_batch>()};

  /// Whether PostgreSQL makes the same of both forms.
  bool reads_as_its_json(const domain::commit_batch& batch) {
    connection.prepare("both", "SELECT $1::commit_batch = jsonb_populate_record(NULL::commit_batch, $2::jsonb)");
    const auto same = postgres::run_prepared_with(work, "both", writer.parameter(&batch),
                                                  codec::to_json(batch, codec::audience::owner))[0][0]
                          .as<bool>();
    connection.unprepare("both");
    return same;
  }
};

domain::commit_batch with_every_kind() {
  domain::commit_batch batch;
  batch.incarnation = fresh_id();
  batch.shards = {{0, 1}, {255, std::int64_t{1} << 40}};
  batch.groups = {{0, fresh_id(), domain::entity_kind::listing, 255, 0},
                  {1, fresh_id(), domain::entity_kind::user, 3, 9}};
  auto& items = batch.items;
  items.swipes.resize(2);
  items.swipes[0].match_id = fresh_id(), items.swipes[0].at = now(), items.swipes[0].likes_delta = -1;
  items.swipes[1].is_new = false, items.swipes[1].notify = true;
  items.undos.emplace_back().swiper_id = fresh_id();
  items.endings.emplace_back().status = domain::match_status::both_unmatched;
  auto& posting = items.postings.emplace_back();
  posting.columns = domain::raw_json{R"({"title":"Two rooms, \"bright\" – घर","rent_monthly":12000})"};
  posting.status = domain::posting_status::paused;
  items.messages.emplace_back().body = "";
  items.messages.emplace_back().attachment_id = fresh_id();
  items.reads.emplace_back().sequence = 7;
  items.visits.emplace_back().visit = {now(), 30, "ring twice"};
  return batch;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(postgres_composite_writer, writer_world)

BOOST_AUTO_TEST_CASE(a_batch_with_every_kind_of_item_is_what_its_json_says) {
  auto batch = with_every_kind();
  BOOST_TEST(reads_as_its_json(batch));
  BOOST_TEST(reads_as_its_json({}));
  const auto json = codec::to_json(batch, codec::audience::owner);
  batch.items.swipes[1].notify = false;
  connection.prepare("other", "SELECT $1::commit_batch = jsonb_populate_record(NULL::commit_batch, $2::jsonb)");
  BOOST_TEST(!postgres::run_prepared_with(work, "other", writer.parameter(&batch), json)[0][0].as<bool>());
}

BOOST_AUTO_TEST_CASE(columns_that_the_struct_does_not_have_are_null) {
  domain::commit_batch batch;
  batch.items.swipes.resize(1);
  connection.prepare("code", "SELECT (($1::commit_batch).items).swipes[1].code IS NULL");
  BOOST_TEST(postgres::run_prepared_with(work, "code", writer.parameter(&batch))[0][0].as<bool>());
}

BOOST_AUTO_TEST_CASE(a_field_without_a_column_or_with_another_type_is_found_when_the_types_are_read) {
  const auto& other = domain::descriptor<domain::item_refusal>();
  BOOST_CHECK_THROW((postgres::composite_writer{work, "commit_shard", other}), std::logic_error);
  work.exec("CREATE TYPE refusal_of_before AS (g integer, i integer, code uuid)");
  BOOST_CHECK_THROW((postgres::composite_writer{work, "refusal_of_before", other}), std::logic_error);
  BOOST_CHECK_NO_THROW((postgres::composite_writer{work, "commit_refusal", other}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace homigo::tests::composite_writer_test
