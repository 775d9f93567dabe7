/* Numbers in tasks and objectives that no record, name, time or rule accounts for. */
#ifndef DUBAN_EXTRACT_RECORDS_BINDING_UNEXPLAINED_H
#define DUBAN_EXTRACT_RECORDS_BINDING_UNEXPLAINED_H

#include "extract/records/binding/binding.h"

/* Adds a record for each of them, in the nodes whose text they are in. */
void duban_unexplained_read(duban_binding *binding);

#endif
