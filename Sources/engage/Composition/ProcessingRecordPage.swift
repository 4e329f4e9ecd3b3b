import EngageModel
import EngageRender
import EngageReport

/// A record of processing as a person reads it: blocks that become Markdown or HTML.
struct ProcessingRecordPage {
  private enum Block {
    case heading(level: Int, String)
    case line(String)
    /// What is said about something, and whether it is a gap.
    case entry(String, String, isGap: Bool)
    case item(String)
  }

  let record: ProcessingRecord

  private static let notSaid = "NOT SAID"

  private var blocks: [Block] {
    var blocks: [Block] = [
      .heading(level: 1, "Record of processing activities"),
      .line(
        "UK GDPR, Article 30(1). Made by Engage on \(record.made.prefix(10)) from the files of this workspace and its store: what is said here is as true as they are."
      ),
      entry("Organisation", record.organisation), entry("Contact", record.contact),
    ]
    for activity in record.activities { blocks += self.blocks(of: activity) }
    blocks += [.heading(level: 2, "Backups")]
    blocks +=
      record.backups.isEmpty
      ? [.line("None is known that was made with engage backup.")]
      : record.backups.map {
        .item(
          "\($0.date): \($0.file), \($0.encrypted ? "encrypted" : "not encrypted")"
            + ($0.found ? "" : " (not there now)"))
      }
    blocks += [.heading(level: 2, "How the data are kept safe")] + record.security.map { .item($0) }
    if !record.weaknesses.isEmpty {
      blocks += [.heading(level: 2, "What to mend")] + record.weaknesses.map { .item($0) }
    }
    return blocks
  }

  private func blocks(of activity: ProcessingRecord.Activity) -> [Block] {
    var blocks: [Block] = [
      .heading(level: 2, "\(activity.title) (\(activity.event))"),
      entry("Controller", activity.controller), entry("Contact", activity.contact),
      entry("Purpose", activity.purpose), entry("Lawful basis (Article 6)", activity.lawfulBasis),
      conditionEntry(activity), entry("Privacy notice", activity.noticeVersion.map { "version \($0)" }),
      entry("People", activity.people.joined(separator: "; ")),
      entry("Responses kept", Wording.numeral(activity.responses)),
      entry("Kept until", activity.retainUntil),
    ]
    if let due = activity.due { blocks.append(.entry("Due", due, isGap: true)) }
    for category in activity.data {
      blocks.append(entry("Data: \(category.kind)", Wording.list(category.questions)))
    }
    blocks.append(entry("Erased at somebody's request or in time", Wording.numeral(activity.erasures)))
    blocks += recipients(activity)
    if !activity.gaps.isEmpty {
      blocks.append(.heading(level: 3, "To be said before a report leaves"))
      blocks += activity.gaps.map { .item("\(activity.event) \($0)") }
    }
    return blocks
  }

  /// Where no answers are kept none is needed.
  private func conditionEntry(_ activity: ProcessingRecord.Activity) -> Block {
    let label = "Condition for special categories (Article 9)"
    if activity.article9Condition == nil, activity.responses == 0 {
      return .entry(label, "not needed: no answers are kept", isGap: false)
    }
    return entry(label, activity.article9Condition)
  }

  private func recipients(_ activity: ProcessingRecord.Activity) -> [Block] {
    guard let releases = activity.recipients else { return [] }
    if releases.isEmpty { return [entry("Given to", "nobody outside the organisation")] }
    return [.heading(level: 3, "Given to")]
      + releases.map {
        .item(
          "\($0.date): \($0.recipient), “\($0.title)” (release \($0.number)\($0.withdrawn ? ", withdrawn" : ""))"
        )
      }
  }

  private func entry(_ label: String, _ text: String?) -> Block {
    .entry(label, text ?? ProcessingRecordPage.notSaid, isGap: text == nil)
  }

  /// As lines for the screen.
  var text: String {
    blocks.map { block in
      switch block {
      case .heading(let level, let text): (level == 1 ? "" : "\n") + text
      case .line(let text): text
      case .entry(let label, let text, _): "  \(label): \(text)"
      case .item(let text): "  - \(text)"
      }
    }.joined(separator: "\n")
  }

  var markdown: String {
    var text = ""
    for block in blocks {
      switch block {
      case .heading(let level, let words):
        text += "\n\(String(repeating: "#", count: level)) \(MarkdownText.escape(words))\n\n"
      case .line(let words): text += "\(MarkdownText.paragraph(words))\n\n"
      case .entry(let label, let words, let isGap):
        let shown = MarkdownText.escape(words)
        text += "- **\(MarkdownText.escape(label))**: \(isGap ? "**\(shown)**" : shown)\n"
      case .item(let words): text += "- \(MarkdownText.escape(words))\n"
      }
    }
    return String(text.drop { $0 == "\n" })
  }

  var html: String {
    var body = ""
    for block in blocks {
      switch block {
      case .heading(let level, let words): body += "<h\(level)>\(MarkupText.escape(words))</h\(level)>\n"
      case .line(let words): body += "<p>\(MarkupText.escape(words))</p>\n"
      case .entry(let label, let words, let isGap):
        let mark = isGap ? " class=\"gap\"" : ""
        body += "<p\(mark)><b>\(MarkupText.escape(label)):</b> \(MarkupText.escape(words))</p>\n"
      case .item(let words): body += "<p class=\"item\">\(MarkupText.escape(words))</p>\n"
      }
    }
    return """
      <!doctype html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Record of processing activities</title>
      <style>
      body { font: 11pt/1.45 "Liberation Sans", Arial, sans-serif; max-width: 45em; margin: 2em auto; padding: 0 1em; color: #222 }
      h1 { font-size: 1.6em } h2 { font-size: 1.25em; margin-top: 2em; border-bottom: 1px solid #999; color: #12436D }
      h3 { font-size: 1em } p { margin: .35em 0; overflow-wrap: anywhere }
      .gap { border-left: .3em solid #801650; padding-left: .5em; color: #801650 }
      .item { padding-left: 1em; text-indent: -.7em } .item::before { content: "– " }
      </style>
      </head>
      <body>
      \(body)</body>
      </html>

      """
  }
}
