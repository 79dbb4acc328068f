#pragma once

// The encrypting and decrypting of one secret for the bus, and the session's path, are in the part of libsecret
// whose interface it does not promise to keep (it has kept it since 0.18, and Debian ships it in the same library).
#define SECRET_WITH_UNSTABLE 1
#define SECRET_API_SUBJECT_TO_CHANGE 1
#include <libsecret/secret.h>

// libsecret's connection to the provider, yet to be initialised. The one that secret_service_get makes has the provider
// started, asks for all its properties and subscribes to its signals: a session needs none of that. The flags that
// prevent it are set after libsecret's constructor, which sets its own, and before the initialisation, which obeys
// them. It is in C because g_object_new takes variable arguments, which Swift cannot pass.
static inline SecretService *new_secret_service_without_watching_proxy(void) {
    SecretService *service = (SecretService *)g_object_new(SECRET_TYPE_SERVICE, NULL);
    GObjectClass *proxy = (GObjectClass *)g_type_class_peek(G_TYPE_DBUS_PROXY);
    GParamSpec *flags = g_object_class_find_property(proxy, "g-flags");
    GValue quiet = G_VALUE_INIT;
    g_value_init(&quiet, G_TYPE_DBUS_PROXY_FLAGS);
    g_value_set_flags(&quiet, G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES | G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS |
                                  G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START_AT_CONSTRUCTION);
    proxy->set_property((GObject *)service, flags->param_id, &quiet, flags);
    return service;
}
