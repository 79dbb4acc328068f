import Foundation

/// Tokens for the tests, put together at run time: a literal that looks like a live token sets off secret scanners.
enum Fixture {
    static let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    /// The 30 characters of a published vector for GitHub's checksum, and that checksum.
    static let gitHubBody = "M7H4jxUDDWHP4kZ6A4dxlQYsQIWJuq"
    static let gitHubChecksum = "11T4V4"

    static let dockerPAT = "dckr_pat_" + characters(23) + "MivH"
    static let gitHubPAT = "ghp_" + gitHubBody + gitHubChecksum

    /// `count` different characters of base62, as far as there are so many.
    static func characters(_ count: Int, of alphabet: String = letters) -> String {
        String(repeating: alphabet, count: count / alphabet.count + 1).prefix(count).description
    }

    /// The long form, with its checksum in base 62.
    static var gitHubRefresh: String {
        let body = characters(70)
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        var rest = Int(crc32(body))
        var checksum = ""
        for _ in 0..<6 {
            checksum = String(digits[rest % 62]) + checksum
            rest /= 62
        }
        return "ghr_" + body + checksum
    }

    static func gitLabRoutable(
        prefix: String,
        payload: String = "YWFhYWFhYWFhYWFhYWFhYW86MQp1OjEH",
        version: String = "01"
    ) -> String {
        let length = String(payload.utf8.count, radix: 36)
        let text = prefix + payload + ".\(version)." + String(repeating: "0", count: 2 - length.count) + length
        let checksum = String(crc32(text), radix: 36)
        return text + String(repeating: "0", count: 7 - checksum.count) + checksum
    }

    static func jwt(
        header: String = #"{"alg":"RS256","typ":"JWT"}"#,
        _ claims: String,
        signature: String = "c2lnbmF0dXJlIG9mIDMyIGNoYXJhY3RlcnMuLi4u"
    ) -> String {
        base64URL(header) + "." + base64URL(claims) + "." + signature
    }

    static func ecr(_ expiration: String = #","expiration":1900000000"#) -> String {
        Data(#"{"payload":"cGF5bG9hZA==","datakey":"a2V5","version":"2","type":"DATA_KEY"\#(expiration)}"#.utf8)
            .base64EncodedString()
    }

    static func jfrogReference(_ epoch: String) -> String {
        Data("reftkn:01:\(epoch):\(characters(27))".utf8).base64EncodedString()
    }

    static func base64URL(_ text: String) -> String {
        Data(text.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=",
            with: ""
        )
    }

    /// CRC-32 in another way than the library's: by a table of half bytes.
    private static func crc32(_ text: String) -> UInt32 {
        var table: [UInt32] = []
        for index in 0..<UInt32(16) {
            var entry = index
            for _ in 0..<4 { entry = entry & 1 == 1 ? entry >> 1 ^ 0xEDB8_8320 : entry >> 1 }
            table.append(entry)
        }
        var crc = ~UInt32(0)
        for byte in text.utf8 {
            crc = crc >> 4 ^ table[Int((crc ^ UInt32(byte)) & 15)]
            crc = crc >> 4 ^ table[Int((crc ^ UInt32(byte >> 4)) & 15)]
        }
        return ~crc
    }
}
