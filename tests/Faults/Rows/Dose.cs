using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Xtablo.Faults.Tests.Rows;

[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = Dose.AtOnce)]

namespace Xtablo.Faults.Tests.Rows;

/// <summary>How much of a fault: a fixed short share as part of <c>./test</c>, more by <c>./test faults --minutes N --seed S</c>.</summary>
internal static class Dose
{
    /// <summary>How many rows run at a time: most of their time they wait, for a deadline or for a start.</summary>
    public const int AtOnce = 3;

    /// <summary>How long the fault of each row goes on at least; zero for its short share.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(Number("XTABLO_FAULTS_MINUTES") ?? 0) * Math.Min(AtOnce, Rows()) / Rows();

    /// <summary>The one row that is played at length; null or <c>*</c> for all.</summary>
    private static string? Row => Environment.GetEnvironmentVariable("XTABLO_FAULTS_ROW");

    /// <summary>Where the figures of each row go; null for nowhere.</summary>
    public static string? Report { get; } = Environment.GetEnvironmentVariable("XTABLO_FAULTS_REPORT");

    /// <summary>The build that F28 begins with; null for the one that <c>./test</c> published.</summary>
    public static string? From { get; } = Environment.GetEnvironmentVariable("XTABLO_FAULTS_FROM");

    /// <summary>A seed of each row's own, so that one can be had again without the others.</summary>
    public static int SeedOf(string row) => row.Aggregate(Number("XTABLO_FAULTS_SEED") ?? 1, (seed, letter) => unchecked((seed * 31) + letter));

    /// <summary>
    /// How long something may take whose time is claimed. That is held where rows are played at length: the short share is part of
    /// every test run, on any machine, and one that stands still for a second must not fail it.
    /// </summary>
    public static TimeSpan Claimed(TimeSpan limit) => Length > TimeSpan.Zero ? limit : 5 * limit;

    /// <summary>Does it so often, and goes on for as long as the dose asks.</summary>
    public static async Task RepeatAsync(int times, Func<Task> round)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < times || Stopwatch.GetElapsedTime(begun) < Length; i++)
        {
            await round();
        }
    }

    /// <summary>How many runs share the minutes: each test of a row, once for each database.</summary>
    private static int Rows() => Math.Max(1, typeof(Dose).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttributes<TraitAttribute>().Any(trait => trait.Name is "Row" && (Row is null or "*" || trait.Value == Row)))
        .Sum(method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count())));

    private static int? Number(string key) =>
        Environment.GetEnvironmentVariable(key) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;
}
