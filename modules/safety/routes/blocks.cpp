#include "modules/safety/routes/blocks.hpp"

#include "http/routing/router.hpp"
#include "modules/safety/blocks.hpp"

namespace homigo::http {

void add_block_routes(router& routes, modules::blocks& blocks, wake_listings wake) {
  routes.post("/users/{user_id}/block")
      .about("Block a user",
             "Both users are hidden from each other at once. Matches between them end, and their conversations are "
             "closed for good. The other user is not told.")
      .also_answers<domain::block_answer>(200, "This user was already blocked.")
      .answers<domain::block_answer>(201)
      .run([&blocks, wake = std::move(wake)](call& c) -> domain::result<domain::block_answer> {
        const auto blocked_id = c.id("user_id");
        auto effects = blocks.block(c.who().user_id, blocked_id);
        if (!effects) return effects.error();
        if (!effects->listing_ids.empty()) wake(std::move(effects->listing_ids));
        if (!effects->is_new) c.status(200);
        return domain::block_answer{blocked_id, true};
      });
  routes.del("/users/{user_id}/block")
      .about("Unblock a user", "Matches and conversations that the block ended do not come back.")
      .run([&blocks](call& c) -> domain::result<void> {
        blocks.unblock(c.who().user_id, c.id("user_id"));
        return {};
      });
  routes.get("/users/me/blocks")
      .about("List blocked users", "The users you have blocked, newest first.")
      .queries<domain::page_query>()
      .answers<domain::blocked_user_page>()
      .run([&blocks](call& c) { return blocks.list(c.who().user_id, c.query<domain::page_query>()); });
}

}  // namespace homigo::http
