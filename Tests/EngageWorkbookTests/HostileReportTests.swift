import EngageReport
import EngageTesting
import EngageWorkbook
import Foundation
import FoundationXML
import Testing

/// Words that would like to be a formula, a code of the header or markup stay words.
@Suite(.enabled(if: ReadBack.isPossible)) struct HostileReportTests {
  @Test func `a workbook holds words and numbers only`() throws {
    let report = HostileExample.all
    let book = try ReadBack.of(report)
    #expect(book.formulas == 0)
    let parts = try ReadBack.parts(of: report)
    for (name, part) in parts {
      #expect(XMLParser(data: Data(part.utf8)).parse(), "\(name) is well formed")
      #expect(!part.contains("TargetMode=\"External\"") && !part.contains("<f>"), "\(name)")
      #expect(!part.contains("<script") && !part.contains("<img"), "\(name)")
    }
    for sheet in book.sheets {
      #expect(
        sheet.name.utf16.count <= 31 && !sheet.name.contains { "[]:*?/\\".contains($0) }, "\(sheet.name)")
      #expect(sheet.name.first != "'" && sheet.name.last != "'" && sheet.name.lowercased() != "history")
    }
  }

  @Test func `signs of commerce in a title are no codes of the header`() throws {
    let parts = try ReadBack.parts(of: HostileExample.report("R&D &A&G"))
    for (name, part) in parts where name.hasPrefix("xl/worksheets/sheet") {
      let header = try #require(part.firstMatch(of: #/<oddHeader>(.*?)<\/oddHeader>/#)?.1)
      #expect(header.contains("R&amp;&amp;D &amp;&amp;A&amp;&amp; G"), "\(header)")
    }
  }
}
