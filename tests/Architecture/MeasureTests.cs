using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Xtablo.Architecture.Tests;

/// <summary><c>./measure</c> says what the house is like; it must stay so.</summary>
public sealed class MeasureTests
{
    [Fact]
    public async Task The_files_are_short_no_line_is_long_and_no_folders_need_each_other()
    {
        var figures = await MeasureAsync(Source.Root);

        Assert.True(figures["files"] > 200, "the files were not found");
        Assert.Equal((0, 0), (figures["circles"], figures["long_lines"]));
        Assert.InRange(figures["longest"], 1, 200);
        Assert.InRange(figures["p90"], 1, 100);
        Assert.InRange(figures["files_of_a_fact"], 1, 6);
    }

    [Fact]
    public async Task It_counts_what_it_is_shown()
    {
        var tree = Directory.CreateTempSubdirectory("xtablo-measure-").FullName;
        Write("src/Domain/Hens/Hen.cs", "using Xtablo.Domain.Eggs;\n" + new string('/', 131) + "\n// EditedAt\n");
        Write("src/Domain/Eggs/Egg.cs", "using Xtablo.Domain.Hens;\n");
        Write("docs/architecture.md", "## The way of a post\n| 1 | `src/Domain/Hens/Hen.cs`, `Lay` | 3 | 1 | lays |\n## The way of a stream\n");

        var figures = await MeasureAsync(tree);

        Assert.Equal((2, 1, 3, 1, 1, 1), (figures["files"], figures["circles"], figures["longest"], figures["long_lines"], figures["files_of_a_fact"], figures["post_files"]));
        Directory.Delete(tree, recursive: true);

        void Write(string path, string text)
        {
            var file = Path.Combine(tree, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static async Task<Dictionary<string, int>> MeasureAsync(string tree)
    {
        using var measuring = Process.Start(new ProcessStartInfo(Path.Combine(Source.Root, "measure"), [tree]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await measuring.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await measuring.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, measuring.ExitCode);
        return said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }
}
