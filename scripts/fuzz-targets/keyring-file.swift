import CredentialHelper

@testable import Keyring

/// A keyring file, as it is looked at before libsecret is let near it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    if let format = KeyringFileFormat(Secret(bytes)) {
        precondition(bytes.starts(with: "GnomeKeyring\n\r\0\n\u{1}\0".utf8))
        precondition(format.saltDigest.utf8.count == 32 && (!format.isEmpty || format.firstNames.isEmpty))
    }
    return 0
}
