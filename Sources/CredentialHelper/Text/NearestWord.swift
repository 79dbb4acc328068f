/// The word that was meant by one that is mistyped: it begins with what was typed, or at most two letters were left
/// out, added or taken for another (Levenshtein's distance), and fewer than half of them. `nil` when none is so near.
func nearest(to typed: String, of words: [String]) -> String? {
    let begun = words.filter { $0.hasPrefix(typed) }
    if typed.count > 1, begun.count == 1 { return begun[0] }
    // A longer one is no slip of a finger, and would take long to compare.
    guard typed.count <= 32 else { return nil }
    let distances = words.map { (word: $0, distance: distance(from: Array(typed), to: Array($0))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= 2 && best.distance * 2 < best.word.count ? best.word : nil
}

private func distance(from one: [Character], to other: [Character]) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for place in other.indices {
            let change = diagonal + (letter == other[place] ? 0 : 1)
            diagonal = row[place + 1]
            row[place + 1] = min(change, diagonal + 1, row[place] + 1)
        }
    }
    return row[other.count]
}
