#include "http/ws/frames.hpp"

#include "domain/kernel/described/descriptor_table.hpp"

namespace homigo::http {

HOMIGO_TABLE(auth_frame)
HOMIGO_TABLE(ws_frame)
HOMIGO_TABLE(conversation_ref)
HOMIGO_TABLE(resume_data)
HOMIGO_TABLE(greeting)

}  // namespace homigo::http
