// The schema explains itself: every table and function, and every column whose name does not say it all.
#include <boost/test/unit_test.hpp>

#include "support/database.hpp"

namespace comments_test {

using namespace homigo::tests;

namespace {

/// Tables of the project: not PostGIS's, not the partitions, which are their parents over again.
const std::string our_tables =
    "pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype "
    "= 'e')";

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_comments)

BOOST_AUTO_TEST_CASE(every_table_says_what_it_is_for) {
  migrated_database database;
  BOOST_TEST(database.execute("SELECT coalesce(string_agg(c.relname, ', '), '') FROM " + our_tables +
                              " AND obj_description(c.oid, 'pg_class') IS NULL") == "");
}

BOOST_AUTO_TEST_CASE(every_function_says_what_it_is_for) {
  migrated_database database;
  BOOST_TEST(database.execute("SELECT coalesce(string_agg(p.proname, ', '), '') FROM pg_proc p WHERE p.pronamespace = "
                              "'public'::regnamespace"
                              " AND obj_description(p.oid, 'pg_proc') IS NULL AND NOT EXISTS (SELECT FROM pg_depend d"
                              " WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')") == "");
}

// Values whose form or unit no name can tell: hashes, sealed bytes, JSON, versions and counters of revision.
BOOST_AUTO_TEST_CASE(every_column_whose_name_does_not_say_it_all_is_explained) {
  migrated_database database;
  BOOST_TEST(
      database.execute("SELECT coalesce(string_agg(c.relname || '.' || a.attname, ', ' ORDER BY 1), '')"
                       " FROM pg_attribute a JOIN (SELECT c.oid, c.relname FROM " +
                       our_tables +
                       ") c ON c.oid = a.attrelid"
                       " WHERE a.attnum > 0 AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NULL"
                       " AND (a.attname LIKE '%\\_sealed' OR a.attname LIKE '%\\_version' OR a.attname LIKE '%\\_hash'"
                       "      OR a.attname IN ('shard', 'epoch', 'checksum', 'format', 'xid'))"
                       " AND NOT (c.relname, a.attname) IN (('sessions', 'access_hash'), ('sessions', 'refresh_hash'),"
                       "      ('swipe_actions', 'listing_version'), ('matches', 'listing_version'))") == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace comments_test
