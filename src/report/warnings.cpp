// SPDX-License-Identifier: GPL-3.0-or-later
#include "warnings.hpp"

#include <vector>

#include "text.hpp"

namespace landai::report {

void write_warnings(Page& page, const View& view) {
  constexpr std::size_t kShown = 6;
  std::vector<const Diagnostic*> warnings;
  for (const auto& d : view.in.plan.diagnostics)
    if (d.severity != DiagnosticSeverity::info) warnings.push_back(&d);
  if (warnings.empty()) return;
  page.heading(view.texts("report.heading.diagnostics"));
  for (std::size_t i = 0; i < warnings.size(); ++i) {
    if (i == kShown) {
      page.line("  " + view.texts.render(message("report.more").with("count", std::to_string(warnings.size() - i))));
      break;
    }
    page.paragraph("  · ", 4, told(view, *warnings[i]));
  }
}

}  // namespace landai::report
