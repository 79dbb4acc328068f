/// The words that follow the verb, taken from left to right: options (`--name`, `--name value` or `--name=value`), and
/// operands, which do not begin with `-` or stand after `--`, the end of the options (POSIX, Utility Syntax Guidelines,
/// 10).
struct Arguments {
    /// The word after which there are operands alone.
    static let endOfOptions = "--"

    private var rest: ArraySlice<String>
    /// Whether `--` was taken.
    private(set) var hasOptionsEnded = false
    /// What follows the `=` of the option that was taken last, until it is taken as the value.
    private var attachedValue: String?
    /// The name of the option that was taken last.
    private(set) var lastOption: String?
    /// The profile that `--profile` has named.
    private(set) var profile: Profile?

    init(_ words: ArraySlice<String>) {
        rest = words
    }

    /// Whether all is taken.
    var isEmpty: Bool { rest.isEmpty && attachedValue == nil }

    /// The first word that is not taken.
    var next: String? { rest.first }

    /// Whether an option was given a value that nobody has taken.
    var hasUntakenValue: Bool { attachedValue != nil }

    /// The name of an option, such as `--timeout`; `nil` when none is next, or the one before was given a value that it
    /// does not have.
    mutating func nextOption() -> String? {
        takeEndOfOptions()
        guard attachedValue == nil, !hasOptionsEnded, let word = rest.first, word.hasPrefix("-") else { return nil }
        rest.removeFirst()
        guard let equals = word.firstIndex(of: "="), word.hasPrefix("--") else {
            lastOption = word
            return word
        }
        attachedValue = String(word[word.index(after: equals)...])
        let option = String(word[..<equals])
        lastOption = option
        return option
    }

    /// The value of the option that was taken last.
    mutating func value() throws -> String {
        defer { attachedValue = nil }
        guard let value = attachedValue ?? rest.popFirst() else {
            throw UsageError(.noValue(option: lastOption ?? ""))
        }
        return value
    }

    /// The value of an option that takes a profile, which was taken last.
    mutating func profile(of option: String) throws -> Profile {
        guard let profile = try Profile(value()) else {
            throw HelperError.option(name: option, expected: Profile.expected)
        }
        if option == "--profile" { self.profile = profile }
        return profile
    }

    /// The next word, which must be an operand.
    /// - Parameter name: its placeholder in the usage.
    mutating func requireOperand(_ name: String) throws -> String {
        guard let operand = operand() else { throw UsageError(.missing(operand: name)) }
        return operand
    }

    /// The next word, if it is an operand.
    mutating func operand() -> String? {
        takeEndOfOptions()
        guard attachedValue == nil, hasOptionsEnded || rest.first?.hasPrefix("-") == false else { return nil }
        return rest.popFirst()
    }

    /// Takes `--`, if it is the next word.
    mutating func takeEndOfOptions() {
        guard attachedValue == nil, !hasOptionsEnded, rest.first == Self.endOfOptions else { return }
        rest.removeFirst()
        hasOptionsEnded = true
    }
}
