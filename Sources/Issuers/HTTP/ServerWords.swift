import CredentialHelper

/// What a server has to say to people when it does not do what it was asked for, in the forms in which the issuers say
/// it. A server may repeat what it was sent: words with a piece of a secret in them are none.
struct ServerWords {
    private static let longest = 200
    /// So many bytes in a row are no coincidence.
    private static let piece = 8

    let text: String?

    init(in body: Secret, hiding secrets: [Secret]) {
        guard let answer = try? AnswerObject(body), let found = Self.words(of: answer) else {
            text = nil
            return
        }
        let words = String(found.prefix(Self.longest))
        text = words.isEmpty || secrets.contains { Self.hasPiece(of: $0, in: words) } ? nil : words
    }

    /// Docker Hub says `message`, `detail`, `errinfo` or `text`; registries and GitHub `errors` or `message`; OAuth
    /// `error_description` and `error` (RFC 6749, section 5.2).
    private static func words(of answer: AnswerObject) -> String? {
        for key in ["message", "detail", "errinfo", "text", "error_description", "details", "error"] {
            if let text = answer.string(key), !text.isEmpty { return text }
        }
        return answer.objects("errors")?.first?.string("message") ?? answer.object("errinfo")?.string("message")
    }

    private static func hasPiece(of secret: Secret, in words: String) -> Bool {
        let words = Array(words.utf8)
        return secret.expose { bytes in
            let length = min(piece, bytes.count)
            guard length > 0, words.count >= length else { return false }
            let pieces = Set((0...words.count - length).map { Array(words[$0..<$0 + length]) })
            return (0...bytes.count - length).contains { pieces.contains(Array(bytes[$0..<$0 + length])) }
        }
    }
}
