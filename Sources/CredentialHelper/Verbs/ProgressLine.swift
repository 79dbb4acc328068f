/// A line on a terminal that says how far something is that takes longer than a second, and is gone at its end.
struct ProgressLine {
    private let console: any Console
    private let total: Int
    private let begin = Deadline(seconds: 1)
    private var isShown = false

    init(console: any Console, total: Int) {
        self.console = console
        self.total = total
    }

    mutating func show(done: Int) {
        guard console.errorIsTerminal, begin.isOver else { return }
        console.writeError("\r\u{1B}[Kasked \(done) of \(total)…")
        isShown = true
    }

    mutating func end() {
        if isShown { console.writeError("\r\u{1B}[K") }
        isShown = false
    }
}

/// A line on a terminal that says whose answer is being waited for, once that takes longer than a second; gone when it
/// has come.
final class WaitingLine: RequestWatcher {
    private let console: any Console
    private var begin: Deadline?
    private var isShown = false

    init(_ console: any Console) {
        self.console = console
    }

    func isWaiting(for host: String) {
        let begin = begin ?? Deadline(seconds: 1)
        self.begin = begin
        guard !isShown, console.errorIsTerminal, begin.isOver else { return }
        console.writeError("\r\u{1B}[Kasking \(host.printable)…")
        isShown = true
    }

    func hasEnded() {
        if isShown { console.writeError("\r\u{1B}[K") }
        (begin, isShown) = (nil, false)
    }
}
