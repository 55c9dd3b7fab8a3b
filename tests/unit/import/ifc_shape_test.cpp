// SPDX-License-Identifier: GPL-3.0-or-later
#include "import/ifc_shape.hpp"

#include "ifc_shape_snippets.hpp"

namespace landai::snippets {
namespace {

using namespace landai::importer;
constexpr double kPi = std::numbers::pi;

/// Body of one extrusion of the profile #20, height 2.
std::unique_ptr<Snippet> extruded(const std::string& profile, const std::string& schema = "IFC4") {
  return snippet(profile + "#30=IFCEXTRUDEDAREASOLID(#20,#5,#4,2.);\n" + product("#30"), 1, kDegree, schema);
}

struct ProfileCase {
  const char* name;
  std::string profile;
  double area;
  double within;
};

class Profiles : public ::testing::TestWithParam<ProfileCase> {};

TEST_P(Profiles, AreaFootprintPrismAndVolumeAgreeWithTheFormula) {
  auto s = extruded(GetParam().profile);
  const auto bodies = s->bodies();
  EXPECT_NEAR(area(footprint(bodies)), GetParam().area, GetParam().within);
  EXPECT_NEAR(volume(bodies), 2 * GetParam().area, 2 * GetParam().within);
  const auto prisms = s->shapes.prisms(s->product());
  ASSERT_EQ(prisms.size(), 1u);
  EXPECT_NEAR(area(prisms[0].outline), GetParam().area, GetParam().within);
  EXPECT_DOUBLE_EQ(prisms[0].z.lo, 0);
  EXPECT_DOUBLE_EQ(prisms[0].z.hi, 2);
  EXPECT_TRUE(s->shapes.not_understood().empty());
}

// Chords lie inside an arc, at most 0.1 mm: an area is too small by at most 0.1 mm times the arc's length.
INSTANTIATE_TEST_SUITE_P(
    Formulas, Profiles,
    ::testing::Values(
        ProfileCase{"rectangle", "#20=IFCRECTANGLEPROFILEDEF(.AREA.,$,#8,3.,2.);\n", 6, 1e-9},
        ProfileCase{"hollow", "#20=IFCRECTANGLEHOLLOWPROFILEDEF(.AREA.,$,#8,3.,2.,0.1,$,$);\n", 6 - 2.8 * 1.8,
                    1e-9},
        ProfileCase{"rounded", "#20=IFCROUNDEDRECTANGLEPROFILEDEF(.AREA.,$,#8,1.,0.8,0.05);\n",
                    0.8 - (4 - kPi) * 0.0025, 1e-4},
        ProfileCase{"circle", "#20=IFCCIRCLEPROFILEDEF(.AREA.,$,#8,0.5);\n", kPi / 4, 4e-4},
        ProfileCase{"pipe", "#20=IFCCIRCLEHOLLOWPROFILEDEF(.AREA.,$,#8,0.5,0.1);\n", kPi*(0.25 - 0.16), 6e-4},
        ProfileCase{"ellipse", "#20=IFCELLIPSEPROFILEDEF(.AREA.,$,#8,0.6,0.3);\n", kPi * 0.18, 4e-4},
        ProfileCase{"i", "#20=IFCISHAPEPROFILEDEF(.AREA.,$,#8,0.2,0.4,0.01,0.02,$);\n",
                    2 * 0.2 * 0.02 + 0.36 * 0.01, 1e-6},
        ProfileCase{"l", "#20=IFCLSHAPEPROFILEDEF(.AREA.,$,#8,0.2,0.1,0.01,$,$,$,$);\n",
                    0.1 * 0.01 + 0.19 * 0.01, 1e-6},
        ProfileCase{"t", "#20=IFCTSHAPEPROFILEDEF(.AREA.,$,#8,0.2,0.1,0.01,0.02,$,$,$,$,$);\n",
                    0.1 * 0.02 + 0.18 * 0.01, 1e-6},
        ProfileCase{"u", "#20=IFCUSHAPEPROFILEDEF(.AREA.,$,#8,0.2,0.1,0.01,0.02,$,$,$);\n",
                    2 * 0.1 * 0.02 + 0.16 * 0.01, 1e-6},
        ProfileCase{"z", "#20=IFCZSHAPEPROFILEDEF(.AREA.,$,#8,0.2,0.1,0.01,0.02,$,$);\n",
                    2 * 0.1 * 0.02 + 0.16 * 0.01, 1e-6},
        ProfileCase{"c", "#20=IFCCSHAPEPROFILEDEF(.AREA.,$,#8,0.2,0.1,0.01,0.04,$);\n",
                    0.2 * 0.01 + 2 * 0.09 * 0.01 + 2 * 0.03 * 0.01, 1e-6},
        ProfileCase{"trapezium", "#20=IFCTRAPEZIUMPROFILEDEF(.AREA.,$,#8,2.,1.,1.,0.3);\n", 1.5, 1e-6},
        ProfileCase{"arbitrary with a void, clockwise",
                    polyline(100, {{0, 0}, {0, 3}, {4, 3}, {4, 0}, {0, 0}}) +
                        polyline(120, {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {1, 1}}) +
                        "#20=IFCARBITRARYPROFILEDEFWITHVOIDS(.AREA.,$,#100,(#120));\n",
                    11, 1e-9},
        ProfileCase{"two rectangles",
                    point(50, {5, 0}) +
                        "#51=IFCAXIS2PLACEMENT2D(#50,$);\n#52=IFCRECTANGLEPROFILEDEF(.AREA.,$,#51,1.,1.);\n"
                        "#53=IFCDERIVEDPROFILEDEF(.AREA.,$,#52,#54,$);\n#54="
                        "IFCCARTESIANTRANSFORMATIONOPERATOR2D($,$,#7,2.);\n"
                        "#20=IFCDERIVEDPROFILEDEF(.AREA.,$,#52,#54,$);\n",
                    4, 1e-9},
        ProfileCase{
            "line with a thickness",
            polyline(100, {{0, 0}, {4, 0}, {4, 3}}) + "#20=IFCCENTERLINEPROFILEDEF(.AREA.,$,#100,0.2);\n",
            0.2 * (4 + 3), 1e-4},
        ProfileCase{"stadium of lines and arcs by index",
                    "#60=IFCCARTESIANPOINTLIST2D(((0.,0.),(2.,0.),(2.5,0.5),(2.,1.),(0.,1.),(-0.5,0.5)));\n"
                    "#61=IFCINDEXEDPOLYCURVE(#60,(IFCLINEINDEX((1,2)),IFCARCINDEX((2,3,4)),IFCLINEINDEX((4,5)"
                    "),IFCARCINDEX((5,6,1))),.F.);\n"
                    "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#61);\n",
                    2 + kPi / 4, 4e-4}),
    [](const auto& one) { return "case" + std::to_string(one.index); });

// A half disc of radius 1 above the x axis: the chord and an arc from (1, 0) to (-1, 0).
std::string half_disc(const std::string& trimmed, const std::string& same_sense = ".T.") {
  return "#70=IFCCIRCLE(#8,1.);\n" + point(71, {1, 0}) + point(72, {-1, 0}) + "#73=IFCTRIMMEDCURVE(#70," +
         trimmed + ");\n" + "#74=IFCCOMPOSITECURVESEGMENT(.CONTINUOUS.," + same_sense +
         ",#73);\n#75=IFCPOLYLINE((#72,#71));\n"
         "#76=IFCCOMPOSITECURVESEGMENT(.CONTINUOUS.,.T.,#75);\n#77=IFCCOMPOSITECURVE((#74,#76),.F.);\n"
         "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#77);\n";
}

TEST(TrimmedCurve, ParametersInDegreesAndRadiansAndPoints) {
  for (const char* trim :
       {"(IFCPARAMETERVALUE(0.)),(IFCPARAMETERVALUE(180.)),.T.,.PARAMETER.", "(#71),(#72),.T.,.CARTESIAN.",
        "(#71,IFCPARAMETERVALUE(0.)),(#72,IFCPARAMETERVALUE(180.)),.T.,.PARAMETER."}) {
    auto s = extruded(half_disc(trim));
    EXPECT_NEAR(area(footprint(s->bodies())), kPi / 2, 4e-4) << trim;
    EXPECT_NEAR(bounds(footprint(s->bodies())).max_y, 1, 2e-4) << trim;
  }
  auto radians =
      snippet(half_disc("(IFCPARAMETERVALUE(0.)),(IFCPARAMETERVALUE(3.14159265359)),.T.,.PARAMETER.") +
                  "#30=IFCEXTRUDEDAREASOLID(#20,#5,#4,2.);\n" + product("#30"),
              1, 1);
  EXPECT_NEAR(area(footprint(radians->bodies())), kPi / 2, 4e-4);
}

TEST(TrimmedCurve, AgainstTheSenseItGoesBelow) {
  auto s = extruded(half_disc("(#71),(#72),.F.,.CARTESIAN."));
  EXPECT_NEAR(bounds(footprint(s->bodies())).min_y, -1, 2e-4);
  EXPECT_NEAR(bounds(footprint(s->bodies())).max_y, 0, 2e-4);
}

TEST(BSpline, ARationalOneIsAQuarterOfACircle) {
  // Rational quadratic quarter of the unit circle: control (1,0) (1,1) (0,1), weights 1, sqrt(1/2), 1.
  auto s =
      extruded(point(60, {1, 0}) + point(61, {1, 1}) + point(62, {0, 1}) +
               "#63=IFCRATIONALBSPLINECURVEWITHKNOTS(2,(#60,#61,#62),.UNSPECIFIED.,.F.,.F.,(3,3),(0.,1.),."
               "UNSPECIFIED.,(1.,0.70710678118,1.));\n"
               "#64=IFCPOLYLINE((#62,#7,#60));\n#65=IFCCOMPOSITECURVESEGMENT(.CONTINUOUS.,.T.,#63);\n"
               "#66=IFCCOMPOSITECURVESEGMENT(.CONTINUOUS.,.T.,#64);\n#67=IFCCOMPOSITECURVE((#65,#66),.F.);\n"
               "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#67);\n");
  EXPECT_NEAR(area(footprint(s->bodies())), kPi / 4, 3e-3);
}

TEST(Units, LengthsAreScaledOnce) {
  auto s = snippet(box(20, 1000, 2000, 0, 4000, 200, 2700) + product("#20"), 0.001);
  const Box b = bounds(footprint(s->bodies()));
  EXPECT_NEAR(b.min_x, 1, 1e-9);
  EXPECT_NEAR(b.max_y, 2.2, 1e-9);
  EXPECT_NEAR(z_range(s->bodies())->hi, 2.7, 1e-12);
}

TEST(Placement, ChainedRotatedAndCyclic) {
  // A quarter turn about z at (10, 0, 3), inside it a shift of (1, 0, 0): the box's x is the world's y.
  auto s = snippet(
      point(40, {10, 0, 3}) + "#41=IFCAXIS2PLACEMENT3D(#40,#4,#3);\n#42=IFCLOCALPLACEMENT($,#41);\n" +
      point(43, {1, 0, 0}) + "#44=IFCAXIS2PLACEMENT3D(#43,$,$);\n#45=IFCLOCALPLACEMENT(#42,#44);\n" +
      box(20, 0, 0, 0, 4, 1, 2) + product("#20", 900, "#45") +
      "#46=IFCLOCALPLACEMENT(#47,#44);\n#47=IFCLOCALPLACEMENT(#46,#44);\n" + product("#20", 950, "#46"));
  const Box b = bounds(footprint(s->bodies()));
  EXPECT_NEAR(b.min_x, 9, 1e-9);
  EXPECT_NEAR(b.max_x, 10, 1e-9);
  EXPECT_NEAR(b.min_y, 1, 1e-9);
  EXPECT_NEAR(b.max_y, 5, 1e-9);
  EXPECT_NEAR(z_range(s->bodies())->lo, 3, 1e-12);
  EXPECT_EQ(s->shapes.bodies(s->product(950)).size(), 1u);  // the cycle ends
}

TEST(MappedItem, ScaledMirroredAndHeldByItself) {
  const std::string map =
      box(20, 0, 0, 0, 2, 1, 1) +
      "#40=IFCSHAPEREPRESENTATION($,'Body','SweptSolid',(#20));\n#41=IFCREPRESENTATIONMAP(#5,#40);\n";
  auto scaled = snippet(map +
                        "#42=IFCCARTESIANTRANSFORMATIONOPERATOR3DNONUNIFORM($,$,#1,2.,$,3.,0.5);\n#43="
                        "IFCMAPPEDITEM(#41,#42);\n" +
                        product("#43"));
  const Box b = bounds(footprint(scaled->bodies()));
  EXPECT_NEAR(b.max_x, 4, 1e-9);
  EXPECT_NEAR(b.max_y, 3, 1e-9);
  EXPECT_NEAR(z_range(scaled->bodies())->hi, 0.5, 1e-12);
  EXPECT_EQ(scaled->bodies()[0].item, 20u);

  auto mirrored =
      snippet(map + direction(44, {-1, 0, 0}) +
              "#42=IFCCARTESIANTRANSFORMATIONOPERATOR3D(#44,#3,#1,1.,#4);\n#43=IFCMAPPEDITEM(#41,#42);\n" +
              product("#43"));
  EXPECT_NEAR(bounds(footprint(mirrored->bodies())).min_x, -2, 1e-9);
  EXPECT_NEAR(volume(mirrored->bodies()), 2, 1e-9);  // still faces outwards

  auto cyclic = snippet(
      "#40=IFCSHAPEREPRESENTATION($,'Body','MappedRepresentation',(#43));\n#41=IFCREPRESENTATIONMAP(#5,#40);"
      "\n"
      "#42=IFCCARTESIANTRANSFORMATIONOPERATOR3D($,$,#1,1.,$);\n#43=IFCMAPPEDITEM(#41,#42);\n" +
      product("#43"));
  EXPECT_TRUE(cyclic->bodies().empty());
  EXPECT_TRUE(cyclic->shapes.prisms(cyclic->product()).empty());
}

std::string plane(int id, std::vector<double> at, std::vector<double> normal) {
  const auto n = [&](int i) { return "#" + std::to_string(id + i); };
  return point(id + 1, std::move(at)) + direction(id + 2, std::move(normal)) + n(3) +
         "=IFCAXIS2PLACEMENT3D(" + n(1) + "," + n(2) + ",$);\n" + n(0) + "=IFCPLANE(" + n(3) + ");\n";
}

TEST(Clipping, AHalfSpaceTakesTheSideThatItsFlagNames) {
  // The plane z = 1; with the flag true its stuff lies below, so what stays is above.
  for (const bool below : {true, false}) {
    auto s = snippet(box(20, 0, 0, 0, 2, 1, 3) + plane(40, {0, 0, 1}, {0, 0, 1}) +
                     "#50=IFCHALFSPACESOLID(#40," + (below ? ".T." : ".F.") +
                     ");\n#51=IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,#20,#50);\n" + product("#51"));
    EXPECT_NEAR(volume(s->bodies()), below ? 4 : 2, 1e-9);
    EXPECT_NEAR(z_range(s->bodies())->lo, below ? 1 : 0, 1e-9);
    EXPECT_NEAR(area(footprint(s->bodies())), 2, 1e-6);
  }
}

TEST(Clipping, TwoSlopesMakeAGableAndTheCutIsClosed) {
  // A wall 4 x 0.2 x 3 under a ridge at x = 2, z = 3, eaves at z = 1: 4*0.2*(1+3)/2.
  auto s = snippet(box(20, 0, 0, 0, 4, 0.2, 3) + plane(40, {2, 0, 3}, {-1, 0, 1}) +
                   plane(44, {2, 0, 3}, {1, 0, 1}) +
                   "#50=IFCHALFSPACESOLID(#40,.F.);\n#52=IFCHALFSPACESOLID(#44,.F.);\n"
                   "#51=IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,#20,#50);\n#53=IFCBOOLEANCLIPPINGRESULT(."
                   "DIFFERENCE.,#51,#52);\n" +
                   product("#53"));
  EXPECT_NEAR(volume(s->bodies()), 1.6, 1e-9);
  EXPECT_NEAR(area(footprint(s->bodies())), 0.8, 1e-6);
}

TEST(Clipping, ABoundedHalfSpaceCutsOnlyUnderItsPolygon) {
  // Above z = 1, only for x < 1 of 2: takes 1 x 1 x 2 of 2 x 1 x 3. The polygon is not convex.
  auto s = snippet(box(20, 0, 0, 0, 2, 1, 3) + plane(40, {0, 0, 1}, {0, 0, 1}) +
                   polyline(60, {{-1, -1}, {1, -1}, {1, 2}, {0.5, 2}, {0.5, 5}, {-1, 5}, {-1, -1}}) +
                   "#50=IFCPOLYGONALBOUNDEDHALFSPACE(#40,.F.,#5,#60);\n#51=IFCBOOLEANCLIPPINGRESULT(."
                   "DIFFERENCE.,#20,#50);\n" +
                   product("#51"));
  EXPECT_NEAR(volume(s->bodies()), 4, 1e-9);
  EXPECT_NEAR(area(footprint(s->bodies(), 1.5, 2)), 1, 1e-6);
}

TEST(Clipping, AnExtrusionIsSubtractedAndOtherBodiesAreCounted) {
  auto s = snippet(box(20, 0, 0, 0, 4, 0.2, 3) + box(40, 1, -0.5, 0, 1, 1, 2) +
                   "#51=IFCBOOLEANRESULT(.DIFFERENCE.,#20,#40);\n" + product("#51"));
  EXPECT_NEAR(volume(s->bodies()), 4 * 0.2 * 3 - 1 * 0.2 * 2, 1e-9);
  EXPECT_NEAR(area(footprint(s->bodies(), 0.5, 1)), 3 * 0.2, 1e-6);
  auto other =
      snippet(box(20, 0, 0, 0, 4, 0.2, 3) +
              "#40=IFCSPHERE(#5,1.);\n#51=IFCBOOLEANRESULT(.DIFFERENCE.,#20,#40);\n" + product("#51"));
  EXPECT_NEAR(volume(other->bodies()), 2.4, 1e-9);
  EXPECT_EQ(other->shapes.not_understood().at("IFCSPHERE (subtracted)"), 1);
}

TEST(Clipping, ALongChainAndACycleEnd) {
  std::string chain =
      box(20, 0, 0, 0, 1, 1, 3) + plane(40, {0, 0, 2}, {0, 0, 1}) + "#50=IFCHALFSPACESOLID(#40,.F.);\n";
  for (int i = 0; i < 500; ++i) {
    chain += "#" + std::to_string(1000 + i) + "=IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,#" +
             std::to_string(i == 0 ? 20 : 999 + i) + ",#50);\n";
  }
  auto s = snippet(chain + product("#1499"));
  EXPECT_NEAR(volume(s->bodies()), 2, 1e-9);
  auto cyclic =
      snippet(plane(40, {0, 0, 2}, {0, 0, 1}) +
              "#50=IFCHALFSPACESOLID(#40,.F.);\n#51=IFCBOOLEANCLIPPINGRESULT(.DIFFERENCE.,#51,#50);\n" +
              product("#51"));
  EXPECT_TRUE(cyclic->bodies().empty());
  EXPECT_FALSE(cyclic->shapes.not_understood().empty());
}

TEST(Brep, ATetrahedronAndAFaceWithAHole) {
  // The corner of a cube: volume 1/6, floor triangle 1/2.
  std::string data =
      point(40, {0, 0, 0}) + point(41, {1, 0, 0}) + point(42, {0, 1, 0}) + point(43, {0, 0, 1});
  const char* loops[] = {"#40,#42,#41", "#40,#41,#43", "#41,#42,#43", "#42,#40,#43"};
  for (int i = 0; i < 4; ++i) {
    const auto n = [&](int k) { return "#" + std::to_string(50 + 3 * i + k); };
    data += n(0) + "=IFCPOLYLOOP((" + loops[i] + "));\n" + n(1) + "=IFCFACEOUTERBOUND(" + n(0) + ",.T.);\n" +
            n(2) + "=IFCFACE((" + n(1) + "));\n";
  }
  auto s =
      snippet(data + "#70=IFCCLOSEDSHELL((#52,#55,#58,#61));\n#71=IFCFACETEDBREP(#70);\n" + product("#71"));
  EXPECT_NEAR(volume(s->bodies()), 1.0 / 6, 1e-12);
  EXPECT_NEAR(area(footprint(s->bodies())), 0.5, 1e-4);

  auto hole =
      snippet(polyline(40, {{0, 0, 0}, {4, 0, 0}, {4, 4, 0}, {0, 4, 0}}) +
              polyline(50, {{1, 1, 0}, {1, 2, 0}, {2, 2, 0}, {2, 1, 0}}) +
              "#60=IFCPOLYLOOP((#41,#42,#43,#44));\n#61=IFCPOLYLOOP((#51,#52,#53,#54));\n#62=IFCFACEBOUND(#"
              "61,.T.);\n#63=IFCFACEOUTERBOUND(#60,.T.);\n"
              "#64=IFCFACE((#62,#63));\n#65=IFCOPENSHELL((#64));\n#66=IFCSHELLBASEDSURFACEMODEL((#65));\n" +
              product("#66"));
  EXPECT_NEAR(area(footprint(hole->bodies())), 15, 1e-6);
}

TEST(Tessellation, TrianglesAndPolygonsWithVoids) {
  auto s = snippet(
      "#40=IFCCARTESIANPOINTLIST3D(((0.,0.,0.),(2.,0.,0.),(2.,1.,0.),(0.,1.,0.)));\n"
      "#41=IFCTRIANGULATEDFACESET(#40,$,.F.,((1,2,3),(1,3,4),(1,2,99),(0,1,2)),$);\n" +
      product("#41"));
  EXPECT_NEAR(area(footprint(s->bodies())), 2, 1e-9);
  auto p = snippet(
      "#40=IFCCARTESIANPOINTLIST3D(((0.,0.,0.),(3.,0.,0.),(3.,3.,0.),(0.,3.,0.),(1.,1.,0.),(1.,2.,0.),(2.,2.,"
      "0.),(2.,1.,0.)));\n"
      "#42=IFCINDEXEDPOLYGONALFACEWITHVOIDS((1,2,3,4),((5,6,7,8)));\n#41=IFCPOLYGONALFACESET(#40,.F.,(#42),$)"
      ";\n" +
      product("#41"));
  EXPECT_NEAR(area(footprint(p->bodies())), 8, 1e-6);
}

TEST(Revolution, AQuarterRing) {
  // A 1 x 1 square from radius 1 to 2 about the y axis, a quarter turn: plan area of the ring is 3 pi / 4 (in
  // x, z).
  auto s = snippet(point(40, {1.5, 0}) +
                   "#41=IFCAXIS2PLACEMENT2D(#40,$);\n#20=IFCRECTANGLEPROFILEDEF(.AREA.,$,#41,1.,1.);\n"
                   "#42=IFCAXIS1PLACEMENT(#1,#3);\n#30=IFCREVOLVEDAREASOLID(#20,#5,#42,90.);\n" +
                   product("#30"));
  EXPECT_NEAR(volume(s->bodies()), 3 * kPi / 4, 0.01);
}

TEST(Primitives, BoundingBoxBlockCylinderAndPipe) {
  auto s = snippet("#30=IFCBOUNDINGBOX(#1,2.,1.,3.);\n" + product("#30"));
  EXPECT_NEAR(volume(s->bodies()), 6, 1e-12);
  auto csg = snippet("#31=IFCBLOCK(#5,2.,1.,3.);\n#30=IFCCSGSOLID(#31);\n" + product("#30"));
  EXPECT_NEAR(volume(csg->bodies()), 6, 1e-12);
  auto pipe = snippet(polyline(40, {{0, 0, 1}, {2, 0, 1}}) + "#30=IFCSWEPTDISKSOLID(#40,0.02,$,0.,1.);\n" +
                      product("#30"));
  EXPECT_NEAR(extent(pipe->bodies(), {0, 1})->hi, 0.02, 2e-3);
  EXPECT_NEAR(extent(pipe->bodies(), {1, 0})->hi, 2, 1e-9);
}

TEST(ShapeReader, WhatItDoesNotKnowIsCountedAndNothingBreaks) {
  auto s = snippet(
      "#30=IFCSECTIONEDSPINE(#1,(),());\n#31=IFCEXTRUDEDAREASOLID(#999,#5,#4,2.);\n#32=IFCEXTRUDEDAREASOLID(#"
      "20,#5,#4,0.);\n"
      "#20=IFCRECTANGLEPROFILEDEF(.AREA.,$,#8,0.,2.);\n#33=IFCFACETEDBREP(#33);\n#34=IFCPOLYGONALFACESET(#30,"
      ".F.,(#34),$);\n" +
      product("#30,#31,#32,#33,#34,#12345"));
  EXPECT_TRUE(s->bodies().empty());
  EXPECT_EQ(s->shapes.not_understood().at("IFCSECTIONEDSPINE"), 1);
  EXPECT_TRUE(footprint({}).empty());
  EXPECT_FALSE(z_range({}).has_value());
}

TEST(ShapeReader, CurvesOfASymbolAreInTheWorldFrame) {
  auto s =
      snippet(point(40, {10, 0, 0}) + "#41=IFCAXIS2PLACEMENT3D(#40,$,$);\n#42=IFCLOCALPLACEMENT($,#41);\n" +
              polyline(50, {{0, 0}, {1, 0}}) +
              "#60=IFCGEOMETRICCURVESET((#50));\n#61=IFCSHAPEREPRESENTATION($,'FootPrint','GeometricCurveSet'"
              ",(#60));\n"
              "#62=IFCPRODUCTDEFINITIONSHAPE($,$,(#61));\n#900=IFCDOOR('x',$,$,$,$,#42,#62,$,$,$);\n");
  const auto lines = s->shapes.curves(s->product(), "FootPrint");
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_NEAR(lines[0].back().x, 11, 1e-12);
  EXPECT_TRUE(s->shapes.curves(s->product(), "Plan").empty());
}

TEST(WalkFaces, ASlopeHasItsRiseOverRunAndLooksUphill) {
  // A wedge: profile in x-z, 4 long and 0.5 high at x = 0, extruded along y.
  auto s = snippet(polyline(40, {{0, 0}, {4, 0}, {0, 0.5}, {0, 0}}) +
                   "#20=IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,#40);\n" + direction(50, {0, -1, 0}) +
                   "#51=IFCAXIS2PLACEMENT3D(#1,#50,#2);\n#30=IFCEXTRUDEDAREASOLID(#20,#51,#4,1.2);\n" +
                   product("#30"));
  const auto faces = walk_faces(s->bodies());
  ASSERT_EQ(faces.size(), 1u);
  EXPECT_NEAR(faces[0].slope, 0.125, 1e-9);
  EXPECT_NEAR(faces[0].uphill.x, -1, 1e-9);
  EXPECT_NEAR(faces[0].z.hi - faces[0].z.lo, 0.5, 1e-6);
  EXPECT_NEAR(area(faces[0].outline), 4.8, 1e-6);
}

}  // namespace
}  // namespace landai::snippets
