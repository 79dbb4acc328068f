#pragma once

// The encrypting and decrypting of one secret for the bus, and the session's path, are in the part of libsecret
// whose interface it does not promise to keep (it has kept it since 0.18, and Debian ships it in the same library).
#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>
