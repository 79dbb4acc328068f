"""Docker Hub's accounts and access tokens, kept in memory, after its published description (docker-hub-api.yaml), by
which each request is judged: the live service is reached by no test."""

import base64
import datetime
import json
import pathlib
import secrets
import urllib.parse
import uuid

import yaml

HOST = "hub.docker.com"


class DockerHub:
    def __init__(self, settings, directory):
        self.passwords = settings["passwords"]
        self.codes = settings["codes"]
        self.tokens = []
        # Who a bearer is, and of which access token it was made.
        self.bearers = {bearer: (username, None) for bearer, username in settings["webLogins"].items()}
        self.tickets = {}
        self.state = directory / "hub.json"
        self.description = yaml.safe_load((pathlib.Path(__file__).parent / "docker-hub-api.yaml").read_text())
        for token in settings["tokens"]:
            self.add(**token)
        self.write()

    def add(self, owner, token, token_label, scopes, expires_at=None, created_at=None, is_active=True):
        made = {
            "uuid": str(uuid.uuid4()), "client_id": "HUB", "creator_ip": "127.0.0.1", "creator_ua": "test",
            "created_at": created_at or self.now(), "last_used": None, "generated_by": "manual", "is_active": is_active,
            "token": token, "token_label": token_label, "scopes": scopes, "expires_at": expires_at, "owner": owner,
        }
        self.tokens.insert(0, made)
        return made

    @staticmethod
    def now():
        return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def write(self):
        """For the test to look at."""
        whole = self.state.with_suffix(".new")
        whole.write_text(json.dumps(self.tokens))
        whole.rename(self.state)

    def token_of(self, username, secret):
        """The access token that may be used now."""
        for token in self.tokens:
            if token["owner"] == username and token["token"] == secret and token["is_active"]:
                if token["expires_at"] is None or token["expires_at"] > self.now():
                    return token
        return None

    def lets_in(self, username, secret):
        """Whether the registry's token server takes it."""
        return self.passwords.get(username) == secret or self.token_of(username, secret) is not None

    # What is asked.

    def answer(self, method, path, headers, body):
        """Status and body, None for none."""
        url = urllib.parse.urlsplit(path)
        query = dict(urllib.parse.parse_qsl(url.query))
        template, number = url.path, None
        if template.startswith("/v2/access-tokens/"):
            template, number = "/v2/access-tokens/{uuid}", urllib.parse.unquote(template.split("/")[-1])
        operation = self.description["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return 404, {"detail": "not found", "message": "not found"}
        document = json.loads(body) if body else None
        flaw = self.flaw(operation, document, query)
        if flaw:
            return 400, {"fields": {}, "text": flaw}
        account = None
        if "security" in operation:
            bearer = (headers.get("Authorization") or "").removeprefix("Bearer ")
            if bearer not in self.bearers:
                return 401, {"detail": "unauthorized", "message": "unauthorized"}
            account, source = self.bearers[bearer]
            if source:
                return 403, {"message": "token issued from personal access token is not allowed"}
        name = template.replace("/v2", "").replace("/{uuid}", "_one").replace("/", "_").replace("-", "_")
        found = [token for token in self.tokens if token["owner"] == account and token["uuid"] == number]
        if number and not found:
            return 404, {"detail": "not found", "message": "not found"}
        answer = getattr(self, method.lower() + name)(document, query, account, found[0] if found else None)
        self.write()
        return answer

    def flaw(self, operation, document, query):
        if "requestBody" in operation:
            schema = operation["requestBody"]["content"]["application/json"]["schema"]
            return self.mismatch(schema, document, "body")
        if document is not None:
            return "no body is expected"
        known = {parameter["name"] for parameter in operation.get("parameters", [])}
        return "unknown parameter" if set(query) - known else None

    def mismatch(self, schema, value, place):
        """What of a value is not as the schema has it."""
        if "$ref" in schema:
            schema = self.description["components"]["schemas"][schema["$ref"].split("/")[-1]]
        types = {"object": dict, "string": str, "array": list, "boolean": bool, "number": (int, float)}
        if not isinstance(value, types[schema["type"]]):
            return place + " is no " + schema["type"]
        if schema["type"] == "string":
            if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1 << 20):
                return place + " has a wrong length"
            if value not in schema.get("enum", [value]):
                return place + " is none of the values"
            if schema.get("format") == "date-time" and not value.endswith("Z"):
                return place + " is not in UTC"
        for item in value if schema["type"] == "array" else []:
            if flaw := self.mismatch(schema["items"], item, place):
                return flaw
        if schema["type"] == "object":
            for key in schema.get("required", []):
                if key not in value:
                    return key + " is missing"
            for key, part in value.items():
                if key not in schema["properties"]:
                    return key + " is unknown"
                if flaw := self.mismatch(schema["properties"][key], part, key):
                    return flaw
        return None

    # What is answered.

    def bearer(self, username, source):
        claims = {"https://hub.docker.com": {"username": username, "source": source or "docker_pwd"}}
        parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in ({}, claims)]
        made = ".".join(parts + [secrets.token_hex(8)])
        self.bearers[made] = (username, source)
        return made

    def post_auth_token(self, document, *_):
        username, secret = document["identifier"], document["secret"]
        if token := self.token_of(username, secret):
            return 200, {"access_token": self.bearer(username, "docker_pat|" + token["uuid"])}
        if self.passwords.get(username) == secret and username not in self.codes:
            return 200, {"access_token": self.bearer(username, None)}
        return 401, {"detail": "incorrect authentication credentials"}

    def post_users_login(self, document, *_):
        username = document["username"]
        if self.passwords.get(username) != document["password"]:
            return 401, {"detail": "incorrect authentication credentials"}
        if username not in self.codes:
            return 200, {"token": self.bearer(username, None)}
        ticket = secrets.token_hex(8)
        self.tickets[ticket] = username
        return 401, {"detail": "require secondary authentication on MFA enabled account", "login_2fa_token": ticket}

    def post_users_2fa_login(self, document, *_):
        username = self.tickets.pop(document["login_2fa_token"], None)
        if username is None or self.codes[username] != document["code"]:
            return 401, {"detail": "invalid 2FA code"}
        return 200, {"token": self.bearer(username, None)}

    def get_access_tokens(self, _, query, account, __):
        page, size = int(query.get("page", 1)), int(query.get("page_size", 10))
        mine = [self.shown(token) for token in self.tokens if token["owner"] == account]
        results = mine[(page - 1) * size : page * size]
        address = "https://" + HOST + "/v2/access-tokens?page={}&page_size=" + str(size)
        after = address.format(page + 1) if page * size < len(mine) else None
        before = address.format(page - 1) if page > 1 else None
        active = sum(token["is_active"] for token in mine)
        return 200, {"count": len(mine), "active_count": active, "next": after, "previous": before, "results": results}

    @staticmethod
    def shown(token):
        return {key: value for key, value in token.items() if key != "owner"} | {"token": "***"}

    def post_access_tokens(self, document, _, account, __):
        made = self.add(account, "dckr" + "_pat_" + secrets.token_urlsafe(20)[:27], **document)
        return 201, self.shown(made) | {"token": made["token"]}

    def get_access_tokens_one(self, _, __, ___, token):
        return 200, self.shown(token)

    def patch_access_tokens_one(self, document, _, __, token):
        token.update(document)
        return 200, self.shown(token)

    def delete_access_tokens_one(self, _, __, ___, token):
        self.tokens.remove(token)
        return 204, None
