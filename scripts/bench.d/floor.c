// The floor that scripts/bench measures against: what a helper's work costs in C, done with as few calls and round
// trips as libsecret and the Secret Service API allow. It stores the same items by the same calls as
// docker-credential-pat, encrypts secrets on the bus as it does, and leaves out all that needs thought: other states
// of a keyring than open, deadlines, checks of input, equivalent names, locks, expiry.
//
//   floor get|erase    a server's name from standard input
//   floor store        three lines from standard input: server, account, secret
//   floor list         prints one JSON object, as the protocol wants it

#include "shim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROVIDER "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE "org.freedesktop.Secret.Service"
#define ITEM "org.freedesktop.Secret.Item"
#define PROPERTIES "org.freedesktop.DBus.Properties"

// Calls under way at once: a bus may refuse more than 128.
#define WINDOW 64

static GDBusConnection *bus;

static void stop(const char *what, GError *error) {
    fprintf(stderr, "floor: %s: %s\n", what, error ? error->message : "no reason given");
    _exit(1);
}

static void finish(int status) {
    fflush(stdout);
    _exit(status);
}

// MARK: - Calls: all are sent at once, and waited for later

static void answered(GObject *source, GAsyncResult *result, gpointer place) {
    (void)source;
    *(GAsyncResult **)place = g_object_ref(result);
}

static void wait_for(GAsyncResult **place) {
    while (!*place) g_main_context_iteration(NULL, TRUE);
}

static void send_call(const char *path, const char *interface, const char *method, GVariant *arguments,
                      GAsyncResult **place) {
    *place = NULL;
    g_dbus_connection_call(bus, PROVIDER, path, interface, method, arguments, NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT,
                           NULL, answered, place);
}

static GVariant *receive(GAsyncResult **place) {
    GError *error = NULL;
    wait_for(place);
    GVariant *reply = g_dbus_connection_call_finish(bus, *place, &error);
    if (!reply) stop("call", error);
    g_object_unref(*place);
    return reply;
}

static void send_search(const char *server, GAsyncResult **place) {
    GVariantBuilder wanted;
    g_variant_builder_init(&wanted, G_VARIANT_TYPE("a{ss}"));
    if (server) g_variant_builder_add(&wanted, "{ss}", "server", server);
    g_variant_builder_add(&wanted, "{ss}", "docker_cli", "1");
    send_call(SERVICE_PATH, SERVICE, "SearchItems", g_variant_new("(a{ss})", &wanted), place);
}

static void send_attributes(const char *path, GAsyncResult **place) {
    send_call(path, PROPERTIES, "Get", g_variant_new("(ss)", ITEM, "Attributes"), place);
}

static GVariant *receive_attributes(GAsyncResult **place) {
    GVariant *reply = receive(place), *attributes;
    g_variant_get(reply, "(v)", &attributes);
    g_variant_unref(reply);
    return attributes;
}

// MARK: - The encrypted session

// A search that was sent before is answered meanwhile. The asynchronous form would start two threads.
static SecretService *connect_service(void) {
    GError *error = NULL;
    SecretService *service = new_secret_service_without_watching_proxy();
    if (!g_initable_init(G_INITABLE(service), NULL, &error)) stop("service", error);
    return service;
}

static void finish_session(SecretService *service, GAsyncResult **opening) {
    GError *error = NULL;
    wait_for(opening);
    if (!secret_service_ensure_session_finish(service, *opening, &error)) stop("session", error);
}

// MARK: - JSON

static void put_string(const char *text) {
    putchar_unlocked('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') putchar_unlocked('\\');
        putchar_unlocked(*text);
    }
    putchar_unlocked('"');
}

static void put_pair(const char *key, const char *value) {
    put_string(key);
    putchar_unlocked(':');
    put_string(value);
}

// MARK: - Verbs

// The first item found, and its attributes' reading on the way.
static GVariant *first_found(GAsyncResult **search, const char **path) {
    GVariant *found = receive(search);
    GVariant *unlocked = g_variant_get_child_value(found, 0);
    if (!g_variant_n_children(unlocked)) {
        puts("credentials not found in native keychain");
        finish(1);
    }
    g_variant_get_child(unlocked, 0, "&o", path);
    return found;
}

static void get(const char *server) {
    GAsyncResult *search, *opening, *reading, *getting;
    send_search(server, &search);
    SecretService *service = connect_service();
    const char *path;
    first_found(&search, &path);
    send_attributes(path, &reading);
    opening = NULL;
    secret_service_ensure_session(service, NULL, answered, &opening);
    GVariant *attributes = receive_attributes(&reading);
    finish_session(service, &opening);
    send_call(path, ITEM, "GetSecret", g_variant_new("(o)", secret_service_get_session_dbus_path(service)), &getting);
    GVariant *reply = receive(&getting), *encrypted = g_variant_get_child_value(reply, 0);
    SecretValue *value = secret_service_decode_dbus_secret(service, encrypted);
    if (!value) stop("the secret does not decrypt", NULL);
    const char *username = "";
    g_variant_lookup(attributes, "username", "&s", &username);
    putchar('{');
    put_pair("ServerURL", server);
    putchar(',');
    put_pair("Username", username);
    putchar(',');
    put_pair("Secret", secret_value_get_text(value));
    puts("}");
}

static void store(char *input) {
    char *server = strtok(input, "\n"), *username = strtok(NULL, "\n"), *secret = strtok(NULL, "\n");
    if (!secret) stop("store reads three lines", NULL);
    GAsyncResult *search, *opening, *reading, *setting;
    send_search(server, &search);
    SecretService *service = connect_service();
    const char *path;
    first_found(&search, &path);
    send_attributes(path, &reading);
    opening = NULL;
    secret_service_ensure_session(service, NULL, answered, &opening);
    GVariant *attributes = receive_attributes(&reading);
    const char *stored = NULL;
    if (!g_variant_lookup(attributes, "username", "&s", &stored) || strcmp(stored, username))
        stop("store replaces a secret of the same account, and makes no item", NULL);
    finish_session(service, &opening);
    SecretValue *value = secret_value_new(secret, -1, "text/plain");
    GVariant *encrypted = secret_service_encode_dbus_secret(service, value);
    send_call(path, ITEM, "SetSecret", g_variant_new("(@(oayays))", encrypted), &setting);
    receive(&setting);
}

static void erase(const char *server) {
    GAsyncResult *search, *reading, *deleting;
    const char *path;
    send_search(server, &search);
    first_found(&search, &path);
    send_attributes(path, &reading);
    receive_attributes(&reading);
    // The daemon answers in turn: the second look can be sent with the deletion.
    send_call(path, ITEM, "Delete", NULL, &deleting);
    send_search(server, &search);
    receive(&deleting);
    GVariant *left = receive(&search), *unlocked = g_variant_get_child_value(left, 0);
    if (g_variant_n_children(unlocked)) stop("the item is still there", NULL);
}

static void list(void) {
    GAsyncResult *search, *reading[WINDOW];
    send_search(NULL, &search);
    GVariant *found = receive(&search), *paths = g_variant_get_child_value(found, 0);
    gsize count = g_variant_n_children(paths), sent = 0;
    const char **names = g_variant_get_objv(paths, NULL);
    putchar('{');
    for (gsize done = 0; done < count; done++) {
        for (; sent < count && sent < done + WINDOW; sent++) send_attributes(names[sent], &reading[sent % WINDOW]);
        GVariant *attributes = receive_attributes(&reading[done % WINDOW]);
        const char *server = "", *username = "";
        g_variant_lookup(attributes, "server", "&s", &server);
        g_variant_lookup(attributes, "username", "&s", &username);
        if (done) putchar(',');
        put_pair(server, username);
        g_variant_unref(attributes);
    }
    puts("}");
}

int main(int count, char **arguments) {
    if (count != 2) stop("which verb?", NULL);
    const char *verb = arguments[1];
    static char input[1 << 16];
    if (strcmp(verb, "list")) {
        size_t length = fread(input, 1, sizeof input - 1, stdin);
        while (length && input[length - 1] == '\n') input[--length] = 0;
    }
    GError *error = NULL;
    bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &error);
    if (!bus) stop("bus", error);
    g_dbus_connection_set_exit_on_close(bus, FALSE);
    if (!strcmp(verb, "get")) get(input);
    else if (!strcmp(verb, "store")) store(input);
    else if (!strcmp(verb, "erase")) erase(input);
    else if (!strcmp(verb, "list")) list();
    else stop("which verb?", NULL);
    finish(0);
}
