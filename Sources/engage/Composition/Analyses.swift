import Attendance
import Campaigns
import Crosstab
import EngageAnalysis
import Frequencies
import Scales
import Stance
import ThemeCounts

/// Every analysis that is compiled in, in the order in which they are listed.
enum Analyses {
  static let registry = AnalysisRegistry([
    Attendance.self, Frequencies.self, Scales.self, Crosstab.self, ThemeCounts.self, Stance.self,
    Campaigns.self,
  ])
}
