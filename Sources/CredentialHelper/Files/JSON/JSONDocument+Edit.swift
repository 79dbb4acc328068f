/// Edits of a document. Each gives a new one; the text around what is edited stays byte for byte. `path` leads by its
/// keys from the root to the object that is meant.
extension JSONDocument {
    static var empty: JSONDocument {
        let text = Secret()
        text.append("{}")
        // It is a document, without doubt.
        return try! JSONDocument(text)
    }

    /// The document with `text` as a string under `key`. Objects on the way that are missing, or `null`, are made.
    func setting(_ key: String, to text: String, in path: [String] = []) throws(JSONDocumentError) -> JSONDocument {
        var document = self
        for depth in path.indices {
            let parent = Array(path[..<depth])
            guard document.object(at: parent + [path[depth]]) == nil else { continue }
            let object = Secret()
            object.append("{}")
            document = try document.writing(object, under: path[depth], in: parent)
        }
        let string = Secret(capacity: text.utf8.count + 2)
        string.appendJSON(text)
        return try document.writing(string, under: key, in: path)
    }

    /// The document without the member `key`.
    func removing(_ key: String, from path: [String] = []) throws(JSONDocumentError) -> JSONDocument {
        guard let object = object(at: path),
            let index = object.members.firstIndex(where: { $0.key.sameBytes(as: key) })
        else { return self }
        let members = object.members
        let range: Range<Int> =
            if members.count == 1 {
                object.range.lowerBound + 1..<object.range.upperBound - 1
            } else if index > 0 {
                // With the comma before it.
                members[index - 1].value.range.upperBound..<members[index].value.range.upperBound
            } else {
                members[0].keyRange.lowerBound..<members[1].keyRange.lowerBound
            }
        return try replacing(range, with: Secret())
    }

    /// The object that `path` leads to; `nil` when there is none.
    func object(at path: [String]) -> JSONValue? {
        var object: JSONValue? = root
        for key in path { object = object?.member(key)?.value }
        return object?.kind == .object ? object : nil
    }

    /// - Parameter json: a value.
    private func writing(
        _ json: Secret,
        under key: String,
        in path: [String]
    ) throws(JSONDocumentError) -> JSONDocument {
        guard let object = object(at: path) else { return self }
        if let member = object.member(key) { return try replacing(member.value.range, with: json) }
        let new = Secret(capacity: key.utf8.count + json.count + 64)
        guard let last = object.members.last else {
            let layout = JSONLayout(of: self)
            new.append("{")
            layout.appendBreak(depth: path.count + 1, to: new)
            new.appendJSON(key)
            new.append(layout.colon)
            json.expose(new.append)
            layout.appendBreak(depth: path.count, to: new)
            new.append("}")
            return try replacing(object.range, with: new)
        }
        // Written as the member before it is.
        let colon = bytes(last.keyRange.upperBound..<last.value.range.lowerBound)
        var space = bytes(whiteSpace(before: last.keyRange.lowerBound))
        if space.isEmpty, object.members.count == 1, colon.count > 1 { space = [UInt8(ascii: " ")] }
        new.append(",")
        new.append(space)
        new.appendJSON(key)
        new.append(colon)
        json.expose(new.append)
        let end = last.value.range.upperBound
        return try replacing(end..<end, with: new)
    }

    private func replacing(_ range: Range<Int>, with new: Secret) throws(JSONDocumentError) -> JSONDocument {
        let edited = Secret(capacity: text.count - range.count + new.count)
        text.expose { bytes in
            edited.append(UnsafeBufferPointer(rebasing: bytes[..<range.lowerBound]))
            new.expose(edited.append)
            edited.append(UnsafeBufferPointer(rebasing: bytes[range.upperBound...]))
        }
        return try JSONDocument(edited)
    }

    /// Where the white space stands that ends at `end`.
    func whiteSpace(before end: Int) -> Range<Int> {
        text.expose { bytes in
            var start = end
            while start > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[start - 1]) { start -= 1 }
            return start..<end
        }
    }

    /// Bytes of the text between values, which are no secret.
    func bytes(_ range: Range<Int>) -> [UInt8] { text.expose { Array($0[range]) } }
}
