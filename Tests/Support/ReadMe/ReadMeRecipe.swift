/// The README's code blocks. Each is run by the tests that name it.
package enum ReadMeRecipe: String, CaseIterable {
    case session = "The beginning 1"
    case package = "Install 1"
    case archive = "Install 2"
    case byHand = "On a server 1"
    case serviceKey = "On a server 2"
    case serviceUnit = "On a server 3"
    case job = "On a server 4"
    case expiry = "Expiry 1"
    case warning = "Expiry 2"
    case check = "Expiry 3"
    case tokenLife = "A token's life 1"
    case moving = "Moving from another helper 1"
    case profile = "Several accounts for one registry 1"
    case profileOfRegistry = "Several accounts for one registry 2"
    case profileOfPodman = "Several accounts for one registry 3"
    case profileOfCompose = "Several accounts for one registry 4"
    case profileOfBuildx = "Several accounts for one registry 5"
    case doctor = "When something is wrong 1"

    /// The block, with the test's own names in place of the example's.
    /// - Parameter names: pairs of what the README has and what takes its place, in this order.
    package func text(with names: KeyValuePairs<String, String> = [:]) throws -> String {
        guard let block = try ReadMeBlock.all().first(where: { $0.name == rawValue }) else {
            throw Missing(recipe: rawValue)
        }
        return names.reduce(block.text) { $0.replacing($1.key, with: $1.value) }
    }

    struct Missing: Error {
        let recipe: String
    }
}
