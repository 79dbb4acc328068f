#pragma once

// The encrypting and decrypting of one secret for the bus, and the session's path, are in the part of libsecret
// whose interface it does not promise to keep (it has kept it since 0.18, and Debian ships it in the same library).
#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>

#include <signal.h>
#include <sys/prctl.h>

#include "keys.h"

// secret_service_get would have the provider started, ask for its owner and for all its properties, and subscribe to
// its signals: four round trips, of which a session needs the owner's name alone. The new object is yet to be
// initialised. Swift cannot call g_object_new, a C function of variable arguments.
static inline SecretService *new_lean_secret_service(void) {
    GDBusProxyFlags lean = G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES | G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS |
                           G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION;
    return (SecretService *)g_object_new(SECRET_TYPE_SERVICE, "g-bus-type", G_BUS_TYPE_SESSION, "g-name",
                                         "org.freedesktop.secrets", "g-object-path", "/org/freedesktop/secrets",
                                         "g-interface-name", "org.freedesktop.Secret.Service", "g-flags", lean, NULL);
}

// Swift cannot call a C function of variable arguments, and prctl is one.
static inline int forbid_dumps_and_tracing(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Swift cannot compare two handlers, which C imports as functions. What is ignored stays so, as for every program.
static inline void forget_handler(int number) {
    if (signal(number, SIG_DFL) == SIG_IGN) signal(number, SIG_IGN);
}
