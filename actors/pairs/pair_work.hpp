// Commands on pairs as work for a listing's queue: the pure decision, the items it commits, and who hears of it.
#pragma once

#include "actors/postings/listing_actor.hpp"

namespace homigo::actors {

/// `state` lives as long as its queue.
commit_queue::work swipe_work(listing_state& state, request_context from, const swipe_on_pair& command);
commit_queue::work undo_work(listing_state& state, request_context from, const undo_on_pair& command);
commit_queue::work unmatch_work(listing_state& state, request_context from, const unmatch_pair& command);
commit_queue::work end_work(listing_state& state, request_context from, const end_pair& command);

}  // namespace homigo::actors
