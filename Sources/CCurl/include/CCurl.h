#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// libcurl's easy interface, as far as it is used here: https://curl.se/libcurl/c/libcurl-easy.html
//
// The library is loaded when it is first needed, and not linked: its dependencies would take a program that starts for
// every pull more than twice the time to start. And Swift cannot call its functions of variable arguments. The numbers
// are those of curl/curl.h, which are a part of libcurl's binary interface and do not change, so that nobody needs its
// headers.

enum curl_option {
    CURL_OPTION_URL = 10002,
    CURL_OPTION_ERROR_BUFFER = 10010,
    CURL_OPTION_POST_FIELDS = 10015,
    CURL_OPTION_USER_AGENT = 10018,
    CURL_OPTION_HTTP_HEADER = 10023,
    CURL_OPTION_HEADER_DATA = 10029,
    CURL_OPTION_CLIENT_CERTIFICATE = 10025,
    CURL_OPTION_CUSTOM_REQUEST = 10036,
    CURL_OPTION_CA_INFO = 10065,
    CURL_OPTION_CLIENT_KEY = 10087,
    CURL_OPTION_CA_PATH = 10097,
    CURL_OPTION_NO_PROXY = 10177,
    CURL_OPTION_WRITE_DATA = 10001,
    CURL_OPTION_NO_PROGRESS = 43,
    CURL_OPTION_PROGRESS_DATA = 10057,
    CURL_OPTION_PROGRESS_FUNCTION = 20219,
    CURL_OPTION_POST_FIELD_SIZE = 60,
    CURL_OPTION_FRESH_CONNECT = 74,
    CURL_OPTION_NO_SIGNAL = 99,
    CURL_OPTION_TIMEOUT_MILLISECONDS = 155,
    CURL_OPTION_PROTOCOLS = 181,
    CURL_OPTION_SUPPRESS_CONNECT_HEADERS = 265,
    CURL_OPTION_CA_INFO_BYTES = 40309,
    CURL_OPTION_WRITE_FUNCTION = 20011,
    CURL_OPTION_HEADER_FUNCTION = 20079,
};

enum curl_protocol { CURL_PROTOCOL_HTTP = 1 << 0, CURL_PROTOCOL_HTTPS = 1 << 1 };

enum curl_code {
    CURL_OK = 0,
    CURL_NO_PROTOCOL = 1,
    CURL_PROXY_UNRESOLVED = 5,
    CURL_HOST_UNRESOLVED = 6,
    CURL_NOT_CONNECTED = 7,
    CURL_STRANGE_ANSWER = 8,
    CURL_HTTP2_BROKEN = 16,
    CURL_PARTIAL = 18,
    CURL_TIMED_OUT = 28,
    CURL_NO_TLS = 35,
    CURL_NO_ANSWER = 52,
    CURL_NOT_SENT = 55,
    CURL_NOT_RECEIVED = 56,
    CURL_CLIENT_CERTIFICATE_UNUSABLE = 58,
    CURL_CERTIFICATE_REFUSED = 60,
    CURL_CERTIFICATES_UNREADABLE = 77,
    CURL_HTTP2_STREAM_BROKEN = 92,
};

enum curl_info {
    CURL_INFO_STATUS = 0x200002,
    // What the library for TLS has against the host's certificate, in that library's own numbers.
    CURL_INFO_CERTIFICATE_FLAW = 0x20000D,
    // The status of a proxy's answer to CONNECT.
    CURL_INFO_PROXY_STATUS = 0x200016,
    // The errno of a connection that was not made.
    CURL_INFO_SYSTEM_ERROR = 0x200019,
};

// Room for the words in which a request's failure is told (CURL_ERROR_SIZE).
enum { CURL_ERROR_ROOM = 256 };

// A header of a request, and those that follow it. libcurl only reads it.
struct curl_slist {
    char *data;
    struct curl_slist *next;
};

// Given a part of what was answered; it is to return `size * count`, or less to end the request.
typedef size_t (*curl_receiver)(char *bytes, size_t size, size_t count, void *context);

// Called about once a second while a request waits, and more often while something arrives; it is to return 0. The
// numbers are how many bytes are expected and have been transferred: answer, then request.
typedef int (*curl_watcher)(void *context, int64_t, int64_t, int64_t, int64_t);

// Loads libcurl, once; false where it is not installed. To be called before anything else here, by one thread.
bool curl_load(void);

// A handle for requests, one after the other; NULL when there is no memory. It keeps its connections.
void *curl_make(void);
// Forgets all options. Connections are kept.
void curl_forget_options(void *handle);
void curl_free_handle(void *handle);

// Each returns a curl_code.
int curl_set_number(void *handle, enum curl_option option, long value);
// libcurl copies a text, and nothing else.
int curl_set_pointer(void *handle, enum curl_option option, const void *value);
// Bytes, which libcurl copies.
int curl_set_bytes(void *handle, enum curl_option option, const void *bytes, size_t size);
int curl_set_receiver(void *handle, enum curl_option option, curl_receiver receiver);
int curl_set_watcher(void *handle, curl_watcher watcher);
int curl_perform(void *handle);

// Of the last request; 0 when there is nothing to say.
long curl_number(void *handle, enum curl_info info);
// Whether certificates are checked by GnuTLS, and not by OpenSSL or another one.
bool curl_has_gnutls(void);
const char *curl_words(int code);
