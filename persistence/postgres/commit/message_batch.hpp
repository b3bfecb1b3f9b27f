// New messages alone, the batch that comes most often, counted ahead for homigo_commit_messages_v1
// (sql/functions/conversations/messages_alone.sql).
#pragma once

#include <optional>
#include <pqxx/connection>
#include <pqxx/nontransaction>
#include <pqxx/result>
#include <vector>

#include "domain/engine/commit.hpp"
#include "persistence/postgres/client/pqxx_version.hpp"

namespace homigo::postgres {

/// Refers to the batch that it is made from.
class message_batch {
public:
  /// Nothing if the batch holds anything else.
  static std::optional<message_batch> of(const domain::commit_batch& batch);
  /// To be called once for each connection.
  static void prepare(pqxx::connection& connection);

  /// In autocommit. Throws out_of_the_ordinary.
  domain::commit_report commit(pqxx::nontransaction& work) const;

private:
  struct talk {
    const domain::group_claim* group;
    domain::uuid tenant_id{}, host_id{};
    std::int32_t said = 0, by_tenant = 0, by_host = 0;  // by_…: the number of the side's last one among them
    domain::instant newest{};
  };
  struct message {
    const domain::message_item* item;
    std::size_t talk;
    std::int32_t number;  // among those of its conversation, from 1
  };
  struct event {
    std::size_t person;
    std::size_t message;
    std::int32_t turn;  // among those of its person, from 1
  };
  struct person {
    domain::uuid id{};
    std::int32_t news = 0;
  };

  explicit message_batch(const domain::commit_batch& batch) : batch_(&batch) {}
  [[nodiscard]] bool add_talks();
  [[nodiscard]] bool add_messages();
  void count_events();
  std::vector<binary_parameter> parameters() const;
  binary_parameter client_ids() const;
  domain::commit_report report(const std::vector<std::int64_t>& last_sequences,
                               const std::vector<std::int64_t>& last_seqs) const;

  const domain::commit_batch* batch_;
  std::vector<talk> talks_;           // by conversation
  std::vector<std::size_t> talk_of_;  // by group
  std::vector<message> messages_;
  std::vector<person> people_;  // by identifier
  std::vector<event> events_;   // by person, then as their messages came
};

}  // namespace homigo::postgres
