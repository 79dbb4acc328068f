extension Profile {
    /// The profile that was chosen by the name of the program, else by the environment; `nil` when by neither.
    static func chosen(by invocation: Invocation, in environment: [String: String]) throws(HelperError) -> Profile? {
        if case .helperOfProfile(let name) = invocation {
            guard let profile = Profile(name) else { throw .programName("\(Invocation.helperName)-\(name)") }
            return profile
        }
        var reader = try SettingsReader(environment: environment, file: nil)
        return try reader.value(of: ProfileSetting.self)
    }
}

/// The operands of a verb, with the option `--profile NAME` before, between or after them.
struct ProfiledOperands {
    private(set) var profile: Profile?
    private(set) var operands: [String] = []

    /// - Parameter most: how many operands the verb has.
    init(_ arguments: inout Arguments, atMost most: Int) throws {
        while true {
            if let option = arguments.nextOption() {
                guard option == "--profile" else { throw UsageError() }
                profile = try arguments.profile(of: option)
            } else if operands.count < most, let operand = arguments.operand() {
                operands.append(operand)
            } else {
                return
            }
        }
    }
}
