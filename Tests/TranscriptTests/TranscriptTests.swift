import TestSupport
import Testing

@Suite("Transcripts of the real binary")
struct TranscriptTests {
    @Test(arguments: Transcript.all)
    func plays(_ transcript: Transcript) throws {
        #expect(!transcript.steps.isEmpty)
        try transcript.play()
    }

    @Test("The same on the encrypted file", arguments: Transcript.all.compactMap(\.onFile))
    func playsOnFile(_ transcript: Transcript) throws {
        try transcript.play()
    }

    @Test("The transcripts are there")
    func found() {
        #expect(Transcript.all.count >= 5)
        #expect(Transcript.all.compactMap(\.onFile).count >= 5)
    }
}
