// One HTTP connection: reads requests one after the other, writes their answers.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "http/pipeline/connection_table.hpp"
#include "http/pipeline/request_pipeline.hpp"
#include "http/server/io_threads.hpp"

namespace homigo::http {

/// What all sessions of a listener stand on.
struct session_place {
  request_pipeline& pipeline;
  std::shared_ptr<const connection_table> table;
  /// Where a connection goes on after its first answers; null: it stays where it is.
  io_threads* onward;
};

/// The session lives by itself on the socket's executor, until the connection ends, becomes a WebSocket or goes on to
/// another thread. `read` are bytes of the next request that have been read already. `once` closes after one answer.
void start_session(boost::asio::ip::tcp::socket socket, session_place where, connection_table::place place,
                   std::string read = {}, bool once = false);

/// One short 503 (or 429, when the address has too many) and the end; but who asks whether we live is answered.
void turn_away(boost::asio::ip::tcp::socket socket, session_place where, std::string address,
               connection_table::verdict why);

}  // namespace homigo::http
