import Foundation
import TestSupport
import Testing

@Suite("The README's code blocks")
struct ReadMeCoverageTests {
    @Test("Each is run by a test")
    func covered() throws {
        #expect(try ReadMeBlock.all().map(\.name) == ReadMeRecipe.allCases.map(\.rawValue))
        let names = try FileManager.default.subpathsOfDirectory(atPath: Repository.path("Tests"))
        let tests = try names.filter { $0.hasSuffix("RecipeTests.swift") }.map {
            try String(contentsOfFile: Repository.path("Tests/\($0)"), encoding: .utf8)
        }
        for recipe in ReadMeRecipe.allCases {
            #expect(tests.contains { $0.contains("ReadMeRecipe.\(recipe).") }, "no test runs: \(recipe.rawValue)")
        }
    }
}
