import EngageFiles
import EngageModel
import EngageReport
import EngageStore
import Glibc

/// The record of processing activities that a controller keeps (UK GDPR, Article 30(1)), as far as a workspace knows.
struct ProcessingRecord: Encodable {
  /// One activity: an event.
  struct Activity: Encodable {
    var event: String
    var title: String
    var controller: String?
    var contact: String?
    var purpose: String?
    var lawfulBasis: String?
    var article9Condition: String?
    var noticeVersion: String?
    var people: [String]
    var data: [DataCategory]
    var responses: Int
    var retainUntil: String?
    /// What is to be done because that day is over; `nil` while nothing is.
    var due: String?
    /// Who was given reports; `nil` where no ledger of releases is kept.
    var recipients: [ReleaseRow]?
    var erasures: Int
    /// What is not said, and must be.
    var gaps: [String]

    private enum CodingKeys: String, CodingKey {
      case event, title, controller, contact, purpose, people, data, responses, due, recipients, erasures,
        gaps
      case lawfulBasis = "lawful_basis"
      case article9Condition = "article_9_condition"
      case noticeVersion = "notice_version"
      case retainUntil = "retain_until"
    }
  }

  /// A kind of data, and the questions that ask for it, by name.
  struct DataCategory: Encodable, Equatable {
    var kind: String
    var questions: [String]
  }

  /// A report that left the organisation.
  struct ReleaseRow: Encodable, Equatable {
    var number: Int
    var date: String
    var recipient: String
    var title: String
    var withdrawn: Bool
  }

  struct BackupRow: Encodable {
    var date: String
    var file: String
    var encrypted: Bool
    /// Whether it lies there now; a stick may be elsewhere.
    var found: Bool
  }

  var made: String
  var organisation: String?
  var contact: String?
  var activities: [Activity]
  var backups: [BackupRow]
  var security: [String]
  /// What is not safe, as far as the program can see.
  var weaknesses: [String]
}

/// Puts the record together from the files of a workspace and its store.
struct ProcessingRecordMaker {
  let workplace: Workplace
  /// What an event's reports were released to; `nil` where no ledger is kept.
  var releases: ((Event.ID) throws -> [ProcessingRecord.ReleaseRow])?

  func record(of events: [Event]) throws -> ProcessingRecord {
    let backups = try BackupList(of: workplace.databasePath).all()
    return ProcessingRecord(
      made: Clock.minute, organisation: workplace.organisation, contact: workplace.contact,
      activities: try events.map(activity),
      backups: backups.map {
        .init(date: String($0.at.prefix(10)), file: $0.file, encrypted: $0.isEncrypted, found: $0.isThere)
      },
      security: SecurityMeasures.all, weaknesses: weaknesses(backups))
  }

  private func activity(_ event: Event) throws -> ProcessingRecord.Activity {
    let survey = try event.survey.flatMap { Survey.pooled(try workplace.versions(of: $0)) }
    let responses = try count(event)
    let rules = event.dataProtection ?? DataProtection()
    let isPast = rules.retainUntil.map { Clock.today > $0 } ?? false
    return ProcessingRecord.Activity(
      event: event.id.rawValue, title: event.title, controller: rules.controller,
      contact: rules.contact ?? workplace.contact, purpose: rules.purpose, lawfulBasis: rules.lawfulBasis,
      article9Condition: rules.article9Condition, noticeVersion: rules.noticeVersion,
      people: people(event, survey), data: categories(survey), responses: responses,
      retainUntil: rules.retainUntil?.description,
      due: isPast && responses > 0
        ? "to be removed: engage retention --remove --event \(event.id) --why \"kept until the day we said\""
        : nil,
      recipients: try releases?(event.id),
      erasures: try workplace.existingStore()?.erasures().count { $0.event == event.id } ?? 0,
      gaps: event.dataProtectionGaps(on: Clock.today, holdsResponses: responses > 0).map {
        "\($0.words); write, if it is true: \($0.example(on: Clock.today))"
      })
  }

  /// How many responses of an event are kept, those withdrawn among them: they are kept too.
  private func count(_ event: Event) throws -> Int {
    guard let store = try workplace.existingStore() else { return 0 }
    let surveys = Set(try store.batches().filter { $0.draft.event == event.id }.map(\.draft.survey))
    return try surveys.sorted().reduce(0) {
      $0
        + (try store.responses(ResponseQuery(survey: $1, event: event.id, includesWithdrawn: true)).count)
    }
  }

  private func people(_ event: Event, _ survey: Survey?) -> [String] {
    var people: [String] = []
    if survey?.units.contains(.person) == true { people.append("people who filled in a form") }
    if survey?.units.contains(.table) == true {
      people.append("people at discussion tables, in the words of whoever took notes")
    }
    if survey == nil { people.append("people who came: counted only, nothing about any one of them") }
    return people + ["those who enter, import and change data: their names, in the audit trail"]
  }

  private func categories(_ survey: Survey?) -> [ProcessingRecord.DataCategory] {
    guard let survey else { return [] }
    let asked = survey.questions.filter { $0.type != .note }
    func names(_ isOne: (Question) -> Bool) -> [String] { asked.filter(isOne).map(\.id.rawValue) }
    return [
      .init(kind: "sensitive answers, special categories among them", questions: names(\.sensitive)),
      .init(kind: "answers that may help to recognise a person", questions: names(\.identifies)),
      .init(kind: "texts in people's own words", questions: names { $0.type == .text }),
      .init(
        kind: "other answers",
        questions: names { !$0.sensitive && !$0.identifies && $0.type != .text }),
    ].filter { !$0.questions.isEmpty }
  }

  private func weaknesses(_ backups: [KnownBackup]) -> [String] {
    var found: [String] = []
    var status = stat()
    if stat(workplace.databasePath, &status) == 0, status.st_mode & 0o077 != 0 {
      found.append("Other people on this machine can read the store: chmod 600 \(workplace.databasePath)")
    }
    let open = backups.count { !$0.isEncrypted && $0.isThere }
    if open > 0 {
      found.append("\(Wording.sentence(Wording.count(open, "backup is", "backups are"))) not encrypted.")
    }
    return found
  }
}

/// What Engage itself does to keep data safe, and what it leaves to others.
enum SecurityMeasures {
  static let all = [
    "The store and the backups made of it can be read by their owner's account alone (file mode 0600).",
    "Every change says who made it, when, what was there before, and why.",
    "Erasing overwrites what it removes in the store, its log and its free pages, and is repeated when an older backup is restored.",
    "Reports for others hide figures about few people.",
    "Answers in people's own words never appear in error messages or logs.",
    "What was held back for safeguarding is kept apart, and is in no report and no export.",
    "Backups can be encrypted (AES-256-GCM; the key from a passphrase by PBKDF2).",
    "Engage opens no connection to any network.",
    "The store itself is not encrypted by Engage: the disk of the machine should be.",
  ]
}
