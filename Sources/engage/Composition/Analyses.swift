import Attendance
import BeforeAfter
import Crosstab
import EngageAnalysis
import Frequencies
import Scales
import ThemeCounts

/// Every analysis that is compiled in, in the order in which they are listed.
enum Analyses {
  static let registry = AnalysisRegistry([
    Attendance.self, Frequencies.self, Scales.self, Crosstab.self, BeforeAfter.self,
    ThemeCounts.self,
  ])
}
