#pragma once

// The encrypting and decrypting of one secret for the bus, and the session's path, are in the part of libsecret
// whose interface it does not promise to keep (it has kept it since 0.18, and Debian ships it in the same library).
#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>

#include <signal.h>
#include <sys/prctl.h>

#include "keys.h"

// libsecret's connection to the provider, yet to be initialised. The one that secret_service_get makes has the provider
// started, asks for all its properties and subscribes to its signals, of which a session needs nothing. What else there
// is to an object of this type, libsecret says itself while it makes one.
static inline SecretService *new_lean_secret_service(void) {
    SecretService *service = (SecretService *)g_object_new(SECRET_TYPE_SERVICE, NULL);
    GObjectClass *proxy = (GObjectClass *)g_type_class_peek(G_TYPE_DBUS_PROXY);
    GParamSpec *flags = g_object_class_find_property(proxy, "g-flags");
    GValue lean = G_VALUE_INIT;
    g_value_init(&lean, G_TYPE_DBUS_PROXY_FLAGS);
    g_value_set_flags(&lean, G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES | G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS |
                                 G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION);
    proxy->set_property((GObject *)service, flags->param_id, &lean, flags);
    return service;
}

// Swift cannot call a C function of variable arguments: g_object_new is one, and prctl.
static inline int forbid_dumps_and_tracing(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Swift cannot compare two handlers, which C imports as functions. What is ignored stays so, as for every program.
static inline void forget_handler(int number) {
    if (signal(number, SIG_DFL) == SIG_IGN) signal(number, SIG_IGN);
}
