#include "CCurl.h"

#include <dlfcn.h>
#include <string.h>

// CURL_GLOBAL_ALL.
enum { global_all = 3 };

// struct curl_blob, and CURL_BLOB_COPY.
struct blob {
    const void *data;
    size_t size;
    unsigned flags;
};
enum { blob_copy = 1 };

static struct {
    int (*global_init)(long flags);
    void *(*easy_init)(void);
    void (*easy_reset)(void *handle);
    void (*easy_cleanup)(void *handle);
    int (*easy_setopt)(void *handle, int option, ...);
    int (*easy_perform)(void *handle);
    int (*easy_getinfo)(void *handle, int info, ...);
    const char *(*easy_strerror)(int code);
    const char *(*version)(void);
} curl;

// The library built with OpenSSL, as most have it; Debian has one with GnuTLS beside it.
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};

static bool find(void *library, const char *name, void *function) {
    *(void **)function = dlsym(library, name);
    return *(void **)function != NULL;
}

static bool find_all(void *library) {
    return find(library, "curl_global_init", &curl.global_init) && find(library, "curl_easy_init", &curl.easy_init) &&
           find(library, "curl_easy_reset", &curl.easy_reset) &&
           find(library, "curl_easy_cleanup", &curl.easy_cleanup) &&
           find(library, "curl_easy_setopt", &curl.easy_setopt) &&
           find(library, "curl_easy_perform", &curl.easy_perform) &&
           find(library, "curl_easy_getinfo", &curl.easy_getinfo) &&
           find(library, "curl_easy_strerror", &curl.easy_strerror) && find(library, "curl_version", &curl.version);
}

bool curl_load(void) {
    static bool is_loaded;
    for (size_t index = 0; !is_loaded && index < sizeof names / sizeof *names; index++) {
        // All symbols at once: where a function is bound at its first call, the dynamic linker saves registers on the
        // stack, and with them a piece of a secret.
        void *library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
        is_loaded = library && find_all(library) && curl.global_init(global_all) == CURL_OK;
    }
    return is_loaded;
}

void *curl_make(void) { return curl.easy_init(); }

void curl_forget_options(void *handle) { curl.easy_reset(handle); }

void curl_free_handle(void *handle) { curl.easy_cleanup(handle); }

int curl_set_number(void *handle, enum curl_option option, long value) {
    return curl.easy_setopt(handle, (int)option, value);
}

int curl_set_pointer(void *handle, enum curl_option option, const void *value) {
    return curl.easy_setopt(handle, (int)option, value);
}

int curl_set_bytes(void *handle, enum curl_option option, const void *bytes, size_t size) {
    struct blob blob = {bytes, size, blob_copy};
    return curl.easy_setopt(handle, (int)option, &blob);
}

int curl_set_receiver(void *handle, enum curl_option option, curl_receiver receiver) {
    return curl.easy_setopt(handle, (int)option, receiver);
}

int curl_set_watcher(void *handle, curl_watcher watcher) {
    return curl.easy_setopt(handle, (int)CURL_OPTION_PROGRESS_FUNCTION, watcher);
}

int curl_perform(void *handle) { return curl.easy_perform(handle); }

long curl_number(void *handle, enum curl_info info) {
    long number = 0;
    curl.easy_getinfo(handle, (int)info, &number);
    return number;
}

bool curl_has_gnutls(void) { return strstr(curl.version(), "GnuTLS") != NULL; }

const char *curl_words(int code) { return curl.easy_strerror(code); }
