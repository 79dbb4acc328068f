import CredentialHelper

/// Nothing was found: whether it may be there all the same.
extension SecretService {
    /// Questions that tell whether what was not found may be there all the same.
    struct AbsenceCheck {
        /// `nil` where what is locked is found.
        fileprivate let isLocked: PendingResult?
        fileprivate let damage: DamagedKeyringCheck?
    }

    /// Not before a search: see `ProviderQuirks`.
    func startAbsenceCheck() -> AbsenceCheck {
        if findsLockedItems() { return AbsenceCheck(isLocked: nil, damage: startDamagedKeyringCheck()) }
        return AbsenceCheck(isLocked: sendIsDefaultCollectionLocked(), damage: nil)
    }

    /// Throws if it may be there.
    func finish(_ check: AbsenceCheck) throws(AttemptError) {
        if let isLocked = check.isLocked, try mayHideItems(ifLocked: isLocked) { try unlockDefaultCollection() }
        try finish(check.damage)
    }

    /// Whether what was not found may be in the default collection all the same. GNOME Keyring and KWallet find locked
    /// items, so that nothing found means nothing there; KeePassXC shows a locked collection as empty.
    /// - Parameter answer: whether it is locked.
    func mayHideItems(ifLocked answer: PendingResult) throws(AttemptError) -> Bool {
        guard try isLocked(answer) else { return false }
        let items: Variant
        do throws(AttemptError) {
            items = try call(getFromDefaultCollection("Items"))
        } catch .call(let error) where error.isMissingObject {
            // Before it answered, KeePassXC has asked a person to open a database, who has opened none.
            throw .keyring(.dismissed)
        }
        return items.child(0).unboxed.children.isEmpty
    }
}
