/* What the engine was built on; see versions.h. */
#include "extract/engine/versions.h"

#define PCRE2_CODE_UNIT_WIDTH 16
#include <pcre2.h>

#define TEXT_OF(token) #token
#define VALUE_OF(macro) TEXT_OF(macro)

const char *duban_engine_pcre2_version(void) {
    return VALUE_OF(PCRE2_MAJOR) "." VALUE_OF(PCRE2_MINOR);
}
