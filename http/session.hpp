// One HTTP connection: reads requests one after the other, writes their answers.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "http/connection_table.hpp"
#include "http/request_pipeline.hpp"

namespace homigo::http {

/// The session lives by itself on the socket's executor, until the connection ends or becomes a WebSocket.
void start_session(boost::asio::ip::tcp::socket socket, request_pipeline& pipeline, connection_table::place place,
                   std::shared_ptr<const connection_table> table);

/// One short 503 (or 429, when the address has too many) and the end.
void turn_away(boost::asio::ip::tcp::socket socket, connection_table::verdict why);

}  // namespace homigo::http
