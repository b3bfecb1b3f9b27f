#include "feed/figures.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::feed {

HOMIGO_TABLE(feed_figures)

}  // namespace homigo::feed
