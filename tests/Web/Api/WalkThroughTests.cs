using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Api;

/// <summary>What docs/api.md tells people to type does what it says.</summary>
public sealed partial class WalkThroughTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static readonly string Document = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../docs/api.md"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_command_of_the_walk_through_answers_as_it_says()
    {
        app.ServeOnSocket();
        var ada = await app.SignedInAsync();
        var token = (await ApiClient.OfAsync(ada)).Token!;
        var answers = await RunAsync(Commands(), ada.Http.BaseAddress!, token);

        Assert.Equal(14, answers.Count);
        Assert.Equal(("", "[]"), (answers[0], answers[1]));
        Assert.Equal(("Rue Oberkampf 12", "owner"), (Text(answers[2], "name"), Text(answers[2], "role")));
        Assert.Equal("The tiles are here", Text(answers[3], "body"));
        Assert.Equal(answers[3], answers[4]);
        Assert.Equal("The tiles are here, all of them", Text(answers[5], "body"));
        Assert.Equal("message.changed", Text(answers[6], "code"));
        Assert.Equal(answers[5], JsonDocument.Parse(answers[6]).RootElement.GetProperty("message").GetRawText());
        Assert.Equal(answers[5], Assert.Single(JsonDocument.Parse(answers[7]).RootElement.GetProperty("messages").EnumerateArray()).GetRawText());
        Assert.Matches($"(?s)^retry: \\d{{4}}\n: ok\n.*event: message\ndata: {Regex.Escape(answers[5])}\nid: [0-9a-z]{{8}}\\.2\n.*event: ready\n", answers[8]);
        var quote = JsonDocument.Parse(answers[9]).RootElement.GetProperty("replyTo");
        Assert.Equal(("The tiles are here, all of them", 1), (quote.GetProperty("excerpt").GetString(), quote.GetProperty("number").GetInt32()));
        Assert.Equal("👍", Assert.Single(JsonDocument.Parse(answers[10]).RootElement.GetProperty("reactions").EnumerateArray()).GetProperty("emoji").GetString());
        Assert.True(JsonDocument.Parse(answers[11]).RootElement.GetProperty("pinned").GetBoolean());
        var found = Assert.Single(JsonDocument.Parse(answers[12]).RootElement.GetProperty("results").EnumerateArray());
        Assert.Equal("The tiles are here, all of them", found.GetProperty("message").GetProperty("body").GetString());
        Assert.Null(Text(answers[13], "body"));
    }

    private static List<string> Commands() => [.. Block().Matches(File.ReadAllText(Document)).Select(block => block.Groups["commands"].Value)];

    /// <summary>What each block printed, run in one bash as a person would.</summary>
    private static async Task<List<string>> RunAsync(List<string> commands, Uri address, string token)
    {
        const string End = "--- end of a block ---";
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", string.Concat(commands.Select(command => $"{command}\necho; echo '{End}'\n"))])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["XTABLO"] = address.ToString().TrimEnd('/'), ["TOKEN"] = token, ["no_proxy"] = "*" },
        };
        using var bash = Process.Start(start)!;
        var said = await Task.WhenAll(bash.StandardOutput.ReadToEndAsync(Ct), bash.StandardError.ReadToEndAsync(Ct));
        await bash.WaitForExitAsync(Ct);
        Assert.True(bash.ExitCode == 0, said[1]);
        return [.. said[0].Split($"\n{End}\n")[..^1].Select(answer => answer.Trim('\n'))];
    }

    private static string? Text(string json, string name) => JsonDocument.Parse(json).RootElement.GetProperty(name).GetString();

    [GeneratedRegex("^```bash\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
