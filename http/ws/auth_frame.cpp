#include "http/ws/auth_frame.hpp"

#include "domain/descriptor_table.hpp"

namespace homigo::http {

HOMIGO_TABLE(auth_frame)

}  // namespace homigo::http
