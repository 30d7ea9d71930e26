using Xunit;
using Code = ArchUnitNET.Domain.Architecture;

namespace Xtablo.Architecture.Tests;

/// <summary>Each rule holds for the program, and is seen to fail for the one type that was planted to break it.</summary>
public sealed class RuleTests
{
    private static readonly Dictionary<string, string[]> OffendersFound = Rules.All.ToDictionary(
        rule => rule.Name, OffendersAgainst, StringComparer.Ordinal);

    public static TheoryData<string> Names => new(Rules.All.Select(rule => rule.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_program_keeps_to_it(string rule) => Offenders.AreNone(Failures(Find(rule), Layers.Program));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_offender_alone_breaks_it_and_breaks_no_other_rule(string rule)
    {
        var offender = Find(rule).Offender;

        Assert.Equal([offender], OffendersFound[rule], StringComparer.Ordinal);
        Assert.Equal([rule], RulesBrokenBy(offender), StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_about_something(string rule) => Assert.NotEmpty(Find(rule).Subjects(Layers.Program));

    [Fact]
    public void There_are_as_many_offenders_as_rules_and_there_are_some()
    {
        var offenders = Source.Files("tests/Architecture.Violations", "*.cs").Select(Path.GetFileNameWithoutExtension)
            .Where(file => file is not "HandlesTheOtherEvents");

        Assert.NotEmpty(Rules.All);
        Assert.Equal(offenders.Order(StringComparer.Ordinal), Rules.All.Select(rule => rule.Offender).Order(StringComparer.Ordinal));
    }

    private static Rule Find(string name) => Rules.All.Single(rule => string.Equals(rule.Name, name, StringComparison.Ordinal));

    private static IEnumerable<string> RulesBrokenBy(string offender) => OffendersFound
        .Where(found => found.Value.Contains(offender, StringComparer.Ordinal)).Select(found => found.Key);

    private static IEnumerable<string> Failures(Rule rule, Code code) =>
        rule.Check.Evaluate(code).Where(result => !result.Passed).Select(result => result.Description);

    /// <summary>The planted types that the failures of a rule name.</summary>
    private static string[] OffendersAgainst(Rule rule)
    {
        var failures = Failures(rule, Layers.ProgramWithOffenders).ToList();
        return [.. Rules.All.Select(each => each.Offender).Where(offender => failures.Exists(failure => failure.Contains(FullNameOf(offender), StringComparison.Ordinal)))];
    }

    private static string FullNameOf(string offender) =>
        Layers.Violations.GetTypes().Single(type => string.Equals(type.Name, offender, StringComparison.Ordinal)).FullName!;
}
