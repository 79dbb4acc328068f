import PersonalAccessToken

extension Helper {
    /// Reminds of the tokens that expire: in a notification, of each token once a day, be it by `get` or here; where
    /// nothing shows notifications, on standard error, which for a service of systemd's is the journal. What only the
    /// journal was told does not count as said: nobody may have read it.
    func remind(of overview: Overview, within window: CalendarPeriod, settings: Settings) {
        let reports = overview.parts.flatMap { part in
            part.snapshot.credentials.filter { $0.flaw(in: part.profile) == nil }
                .map { TokenReport($0, in: part.profile) }
        }
        let reminders = reports.compactMap { Reminder($0, at: now(), within: window) }.sorted { $0.time < $1.time }
        guard !reminders.isEmpty else { return }
        guard let notifier = desktop.notifier(settings.timeLimits) else {
            write(reminders)
            return
        }
        let given = OncePerDay(environment)
        let news = reminders.filter { given?.isFirst($0.subject, now: now()) != false }
        if !news.isEmpty, !notifier.show(Notification(of: news)) { write(news) }
    }

    private func write(_ reminders: [Reminder]) {
        for reminder in reminders { console.writeError("warning: \(reminder.text)\n") }
    }
}

/// What there is to say of one token.
struct Reminder {
    let text: String
    /// What `OncePerDay` knows it by.
    let subject: String
    let time: UnixTime
    let isExpired: Bool

    /// `nil` while all is well with the token.
    init?(_ report: TokenReport, at now: UnixTime, within window: CalendarPeriod) {
        guard let text = report.warning(at: now, within: window), let subject = report.warningSubject,
            case .at(let time) = report.expiry
        else { return nil }
        self.text = text
        self.subject = subject
        self.time = time
        isExpired = report.expiry.isExpired(at: now)
    }
}

extension Notification {
    /// - Parameter reminders: one or more.
    init(of reminders: [Reminder]) {
        let expired = reminders.count(where: \.isExpired)
        switch (reminders.count, expired) {
        case (1, 0): summary = "A registry token expires soon"
        case (1, _): summary = "A registry token has expired"
        case (let count, 0): summary = "\(count) registry tokens expire soon"
        case (let count, let expired) where expired == count: summary = "\(count) registry tokens have expired"
        case (let count, _): summary = "\(count) registry tokens have expired or expire soon"
        }
        body = reminders.map { $0.text.prefix(1).uppercased() + $0.text.dropFirst() }.joined(separator: "\n")
    }
}
