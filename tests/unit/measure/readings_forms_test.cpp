// SPDX-License-Identifier: GPL-3.0-or-later
// Spreadsheets and what survey tools export.
#include <gmock/gmock.h>

#include "readings_file.hpp"
#include "spreadsheet_file.hpp"
#include "zip_bytes.hpp"

namespace landai::measure {
namespace {

using testing::ElementsAre;

class ReadingsForm : public ReadingsFile {
 protected:
  Readings zipped(const std::vector<test::ZipMember>& members) { return good(test::zip(members), ".zip"); }
};

TEST_F(ReadingsForm, ASheetIsReadLikeACsv) {
  for (const char* extension : {".xlsx", ".ods"}) {
    const auto file = folder_ / (std::string("sheet") + extension);
    std::filesystem::remove(file);
    test::write_spreadsheet(file, {{"Pintu", {{"Elemen", "Besaran", "Nilai (cm)", "Alat", "Tanggal"}, {"door-1", "door.clear_width", 87.5, "meteran", "2026-03-02"}}},
                                   {"Ramp", {{"element", "quantity", "value"}, {"flight-1", "ramp.slope", "1:12"}}}});
    auto readings = load_readings(file, plan_, test::data_folder());
    ASSERT_TRUE(readings) << readings.error().message.key;
    ASSERT_EQ(readings->readings.size(), 2u);
    EXPECT_DOUBLE_EQ(std::get<double>(readings->readings[0].value), 0.875);
    EXPECT_EQ(readings->readings[0].date, "2026-03-02");
    EXPECT_EQ(readings->readings[0].file, file.string() + "/Pintu");
    EXPECT_EQ(readings->readings[0].line, 2);
    EXPECT_DOUBLE_EQ(std::get<double>(readings->readings[1].value), 1.0 / 12);
  }
}

// ODK Central, "Submissions.csv and media": groups with a dash, repeats in files of their own, PARENT_KEY names the submission.
TEST_F(ReadingsForm, OdkCentralExport) {
  const Readings readings = zipped(
      {{"visit.csv", "SubmissionDate,start,today,assessor,g1-m_1a_subject,g1-m_1a_quantity,g1-m_1a_unit,g1-m_1a_value,g1-m_1a_instrument,g1-m_1a_evidence,m_2b_subject,m_2b_quantity,"
                     "m_2b_value,meta-instanceID,KEY,SubmitterName,Status\n"
                     "2026-03-03T09:00:00.000Z,2026-03-02T08:00:00.000+07:00,2026-03-02,Sari,door-1,door.clear_width,cm,87.5,tape,1701.jpg,door-2,door.clear_width,,uuid:1,uuid:1,web,\n"},
       {"visit-more.csv", "element,quantity,value,photo,PARENT_KEY,KEY\nflight-1,ramp.slope,4.8°,1702.jpg,uuid:1,uuid:1/more[1]\n"},
       {"media/1701.jpg", "jpeg one"},
       {"media/1702.jpg", "jpeg two"}});
  ASSERT_EQ(readings.readings.size(), 2u);
  const Reading& width = readings.readings[0];
  EXPECT_THAT(width.subject, ElementsAre("door-1"));
  EXPECT_DOUBLE_EQ(std::get<double>(width.value), 0.875);
  EXPECT_EQ(width.by, "Sari");
  EXPECT_EQ(width.date, "2026-03-02") << "when it was measured, not when it was sent";
  EXPECT_EQ(width.instrument, "tape");
  EXPECT_THAT(width.evidence, ElementsAre("media/1701.jpg"));
  EXPECT_EQ(readings.readings[1].by, "Sari") << "from the submission it repeats in";
  EXPECT_THAT(readings.readings[1].evidence, ElementsAre("media/1702.jpg"));
  ASSERT_EQ(readings.evidence.size(), 2u);
  EXPECT_TRUE(readings.evidence[0].inside);
  ASSERT_FALSE(readings.diagnostics.empty());
  EXPECT_EQ(std::count_if(readings.diagnostics.begin(), readings.diagnostics.end(), [](const auto& d) { return d.message.key == "measure.readings.unanswered"; }), 1);
  auto source = EvidenceSource::open(readings.file);
  ASSERT_TRUE(source);
  EXPECT_EQ(*source->read("media/1702.jpg"), "jpeg two");
  EXPECT_FALSE(source->read("../etc/passwd").has_value());
  EXPECT_EQ(source->read("media/9.jpg").error().message.key, "measure.evidence.none");
}

// What a reviewer rejected is not taken, with all that repeats in it, and is listed.
TEST_F(ReadingsForm, RejectedSubmissionsDoNotCount) {
  const std::string head = "start,assessor,m_1a_subject,m_1a_quantity,m_1a_value,meta-instanceID,KEY,";
  for (const auto& [column, word] : {std::pair{"ReviewState", "rejected"}, {"_validation_status", "Not Approved"}}) {
    const auto read_back = read(test::zip({{"visit.csv", head + column + "\n2026-03-02,Sari,door-1,door.clear_width,87 cm,uuid:1,uuid:1," + word +
                                                        "\n2026-03-02,Budi,door-2,door.clear_width,88 cm,uuid:2,uuid:2,approved\n"},
                                      {"visit-more.csv", "element,quantity,value,PARENT_KEY,KEY\nflight-1,ramp.slope,4.8°,uuid:1,uuid:1/more[1]\n"}}), ".zip");
    ASSERT_TRUE(read_back);
    const Readings& readings = *read_back;
    ASSERT_EQ(readings.readings.size(), 1u) << word;
    EXPECT_EQ(readings.readings[0].by, "Budi");
    ASSERT_EQ(readings.unmatched.size(), 2u);
    for (const UnmatchedRow& row : readings.unmatched) EXPECT_EQ(row.why.key, "measure.readings.rejected");
  }
}

// A repeat within a repeat: what it is of stands in the row around it, and who read it in the submission.
TEST_F(ReadingsForm, ARepeatWithinARepeatIsOfWhatIsAroundIt) {
  const Readings readings = zipped(
      {{"f.csv", "today,assessor,KEY\n2026-03-02,Sari,uuid:1\n"},
       {"f-doors.csv", "doors-subject,doors-quantity,doors-value,PARENT_KEY,KEY\ndoor-1,door.clear_width,87 cm,uuid:1,uuid:1/doors[1]\n"},
       {"f-doors-spots.csv", "spots-quantity,spots-value,PARENT_KEY,KEY\ndoor.handle_height,95 cm,uuid:1/doors[1],uuid:1/doors[1]/spots[1]\n"}});
  ASSERT_EQ(readings.readings.size(), 2u) << (readings.unmatched.empty() ? "" : readings.unmatched[0].why.key);
  EXPECT_THAT(readings.readings[1].subject, ElementsAre("door-1"));
  EXPECT_EQ(readings.readings[1].quantity, "door.handle_height");
  EXPECT_EQ(readings.readings[1].by, "Sari");
}

TEST_F(ReadingsForm, AStoredPhotoHasUnderscoresForTheSpacesOfItsName) {
  const Readings readings = zipped({{"v.csv", "start;subject;quantity;value;evidence;_uuid\n2026-03-02;door-1;door.clear_width;87 cm;pintu satu.jpg;u1\n"},
                                    {"attachments/u1/pintu_satu.jpg", "jpeg"}});
  ASSERT_EQ(readings.readings.size(), 1u);
  EXPECT_THAT(readings.readings[0].evidence, ElementsAre("attachments/u1/pintu_satu.jpg"));
}

// KoboToolbox, CSV with XML headers: groups with a slash, its own columns with an underscore; repeats count within named tables.
TEST_F(ReadingsForm, KoboToolboxExport) {
  const Readings readings = zipped(
      {{"visit.csv", "start;end;g1/assessor;g1/m_1a_subject;g1/m_1a_quantity;g1/m_1a_value;g1/m_1a_unit;g1/m_1a_evidence;g1/m_1a_evidence_URL;_id;_uuid;_submission_time;_index\n"
                     "2026-03-02T08:00;2026-03-02T09:00;Sari;door-1;door.clear_width;87,5;cm;a.jpg;https://x/a.jpg;17;u1;2026-03-04T01:02:03;1\n"
                     "2026-03-05T08:00;2026-03-05T09:00;Budi;door-1;door.clear_width;88,0;cm;;;18;u2;2026-03-05T01:02:03;2\n"},
       {"more.csv", "element;quantity;value;_index;_parent_table_name;_parent_index\nflight-1;ramp.slope;8 %;1;visit.csv;2\n"},
       {"attachments/u1/a.jpg", "jpeg"}});
  ASSERT_EQ(readings.readings.size(), 3u);
  EXPECT_EQ(readings.readings[0].by, "Sari");
  EXPECT_EQ(readings.readings[0].date, "2026-03-02");
  EXPECT_THAT(readings.readings[0].evidence, ElementsAre("attachments/u1/a.jpg"));
  EXPECT_EQ(readings.readings[2].by, "Budi") << "the second submission";
}

TEST_F(ReadingsForm, OneQuestionLendsNothingToAnother) {
  EXPECT_EQ(complaint("m_1_subject,m_1_quantity,m_2_value,KEY\ndoor-1,door.clear_width,87 cm,k\n"), "line 2, m_2, quantity: no_quantity");
}

TEST_F(ReadingsForm, LabelsThatSeveralQuestionsShareAreRefused) {
  EXPECT_EQ(complaint("value;value;element;quantity;_uuid\n1 cm;2 cm;door-1;door.clear_width;u\n"), "line 1: labels");
}

// The labels of a form: only its calculated questions have no label, and the survey tool's own columns may be left out.
TEST_F(ReadingsForm, LabelsBetweenXmlNamesAreRefusedAsLabels) {
  EXPECT_EQ(complaint("Value,m_1a_subject,m_1a_quantity,Why not?,Remark,m_2b_subject,m_2b_quantity,Why not?,Remark\n"
                      "87 cm,door-1,door.clear_width,,,door-2,door.clear_width,,\n"), "line 1: labels");
}

TEST_F(ReadingsForm, WhyThereIsNoValueIsToldOfEachElement) {
  const Readings readings = good(
      "today,assessor,m_1a_done,m_1a_value,m_1a_subject,m_1a_quantity,m_1a_why,m_1a_other,m_2b_seen,m_2b_why,m_2b_other,m_2b_1_value,m_2b_1_subject,m_2b_1_quantity,"
      "m_2b_2_value,m_2b_2_subject,m_2b_2_quantity,m_3c_value,m_3c_subject,m_3c_quantity,m_3c_why,m_3c_other,KEY\n"
      "2026-03-02,Sari,no,,door-1,door.clear_width,other,the counter is being renovated,not,not_there,,,door-2,door.is_glass,,door-3,door.is_glass,,counter-1,counter.height,,,uuid:1\n");
  EXPECT_TRUE(readings.readings.empty());
  std::vector<std::string> told;
  for (const Diagnostic& d : readings.diagnostics) {
    if (!d.message.key.starts_with("measure.readings.reason.")) continue;
    told.push_back(d.message.key.substr(24) + (d.severity == DiagnosticSeverity::warning ? "!" : ""));
    for (const auto& [name, arg] : d.message.args)
      if (!arg.text.empty()) told.back() += " " + name + "=" + arg.text;
  }
  EXPECT_THAT(told, ElementsAre("own element=P-01 (door-1) quantity=door.clear_width said=Sari, 2026-03-02 note=the counter is being renovated",
                                "not_there! element=P-02 (door-2) quantity=door.is_glass said=Sari, 2026-03-02",
                                "not_there! element=P-02 (door-3) quantity=door.is_glass said=Sari, 2026-03-02"));
}

TEST_F(ReadingsForm, AReasonBesideAValueIsItsNote) {
  const Readings readings = good("subject,quantity,value,note,why\ndoor-1,door.clear_width,87 cm,old leaf,not_there\ndoor-1,door.force,,,no_instrument\n");
  ASSERT_EQ(readings.readings.size(), 1u);
  EXPECT_EQ(readings.readings[0].note, "old leaf; not_there");
  EXPECT_EQ(readings.diagnostics.front().message.key, "measure.readings.reason.no_instrument");
}

// The sheets of a KoboToolbox export, saved one by one: the file has an ending, the name of the sheet has none.
TEST_F(ReadingsForm, RepeatsFindTheSheetThatBecameAFile) {
  const std::string visit = "assessor,today,_index\nSari,2026-03-02,1\nBudi,2026-03-05,2\n",
                    doors = "element,quantity,value,_index,_parent_table_name,_parent_index\ndoor-1,door.clear_width,87 cm,1,visit,2\n";
  const Readings readings = zipped({{"visit.csv", visit}, {"door.csv", doors}});
  ASSERT_EQ(readings.readings.size(), 1u);
  EXPECT_EQ(readings.readings[0].by, "Budi");
  EXPECT_EQ(readings.readings[0].date, "2026-03-05");
  const Readings two = zipped({{"a/visit.csv", visit}, {"b/visit.csv", visit}, {"door.csv", doors}});
  ASSERT_EQ(two.readings.size(), 1u);
  EXPECT_EQ(two.readings[0].by, "") << "which of the two is not known";
}

TEST_F(ReadingsForm, ASubmissionThatIsNotThereIsTold) {
  const auto told = [](const Readings& readings) {
    return std::count_if(readings.diagnostics.begin(), readings.diagnostics.end(),
                         [](const auto& d) { return d.message.key == "measure.readings.no_parent" && d.where == "more.csv, line 2" && d.count == 1; });
  };
  const std::string rows = "element,quantity,value,PARENT_KEY,KEY\ndoor-1,door.clear_width,87 cm,uuid:9,uuid:9/a[1]\ndoor-2,door.clear_width,88 cm,uuid:1,uuid:1/a[1]\n";
  const Readings readings = zipped({{"visit.csv", "assessor,today,KEY\nSari,2026-03-02,uuid:1\n"}, {"more.csv", rows}});
  ASSERT_EQ(readings.readings.size(), 2u);
  EXPECT_EQ(readings.readings[0].by, "");
  EXPECT_EQ(readings.readings[1].by, "Sari");
  EXPECT_EQ(told(readings), 1);
}

TEST_F(ReadingsForm, APhotoAloneIsEvidenceOfItsElement) {
  const Readings readings = good("subject,quantity,value,photo\ndoor-1,,,p1.jpg\ndoor-1,door.clear_width,,p2.jpg\ndoor-1,door.clear_width,87 cm,p3.jpg; p4.jpg\n");
  EXPECT_EQ(readings.readings.size(), 1u);
  ASSERT_EQ(readings.evidence.size(), 4u);
  EXPECT_EQ(readings.evidence[0].name, "p1.jpg");
  EXPECT_THAT(readings.evidence[0].subject, ElementsAre("door-1"));
  EXPECT_EQ(readings.evidence[1].quantity, "door.clear_width");
  EXPECT_FALSE(readings.evidence[3].inside);
}

TEST_F(ReadingsForm, TwoHundredThousandQuestionsEndInALimit) {
  std::string many = "element,quantity,value,date\n";
  for (int i = 0; i < 60'000; ++i) many += "nobody-" + std::to_string(i) + ",door.clear_width,72 cm,\n";
  auto readings = read(many);
  ASSERT_TRUE(readings);
  EXPECT_EQ(readings->unmatched.size(), 60'000u) << "each is listed";
}

}  // namespace
}  // namespace landai::measure
