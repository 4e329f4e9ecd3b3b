import EngageDisclosure
import EngageModel
import EngageStore
import FoundationEssentials

/// What left as records, as the ledger keeps it.
enum RecordLedger {
  /// What the ledger of releases has in the place of a recipe where records left.
  static let recipe = "export"

  /// - Parameter release: whose record is which is kept apart from how they were told, so that it can be forgotten.
  static func kept(_ release: RecordRelease) throws -> ReleasedRecords {
    var told = release
    told.records = []
    told.classes = []
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ReleasedRecords(
      told: String(decoding: try encoder.encode(told), as: UTF8.self), records: release.records,
      classes: release.classes)
  }

  /// - Throws: `Diagnostic` where it can't be read: nobody knows then what left.
  static func release(_ documents: ReleaseDocuments, number: Int) throws -> RecordRelease {
    guard let kept = documents.records,
      var release = try? JSONDecoder().decode(RecordRelease.self, from: Data(kept.told.utf8))
    else {
      throw Diagnostic(
        rule: "released-records",
        message:
          "what left as records in release \(number) can't be read: what more would give away can't be told",
        hint: "run: engage doctor; then restore a backup: engage restore FILE")
    }
    release.records = kept.records
    release.classes = kept.classes
    return release
  }
}

extension ReleaseLedger {
  /// Files of records of a survey that others may know, oldest first; the same ones once.
  func records(of survey: Survey.ID) throws -> [RecordRelease] {
    var known: [RecordRelease] = []
    for release in all where release.isKnown && release.isRecords && release.scope.surveys.contains(survey) {
      var records = try RecordLedger.release(try documents(of: release), number: release.number)
      let at = records.at
      let isSame = known.contains { earlier in
        records.at = earlier.at
        return earlier == records
      }
      records.at = at
      if !isSame { known.append(records) }
    }
    return known
  }

  /// Files of records that share people with a release, or with one that does.
  /// - Parameter survey: what a survey asks.
  func records(relatedTo draft: Release, survey: (Survey.ID) throws -> Survey?) throws -> [EarlierRecords] {
    try related(to: draft).filter(\.isRecords).compactMap { release in
      let records = try RecordLedger.release(try documents(of: release), number: release.number)
      return try survey(records.survey).map {
        EarlierRecords(number: release.number, release: records, survey: $0)
      }
    }
  }
}

extension Release {
  /// Whether records left, and no figures.
  var isRecords: Bool { recipe == RecordLedger.recipe }
}
