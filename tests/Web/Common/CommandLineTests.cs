using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Common;

public sealed class CommandLineTests
{
    private static readonly Dictionary<string, string> NoSettings = [];

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_lists_the_verbs(string asked)
    {
        var (exitCode, said, _) = await ProgramProcess.RunAsync(NoSettings, asked);

        Assert.Equal(0, exitCode);
        Assert.Matches(@"\n  user +Accounts: add, disable, enable, reset-link, second-factor-off\.", said);
        Assert.Matches(@"\n  tablo +Tablos: hand-over\.", said);
        Assert.Matches(@"\n  token +Tokens for the API: add\.", said);
        Assert.Matches(@"\n  backup <file> +\w", said);
        Assert.Matches(@"\n  restore <file> +\w", said);
        Assert.Matches(@"\n  doctor +\w", said);
    }

    [Theory]
    [InlineData("user", "add|disable|enable|reset-link|second-factor-off")]
    [InlineData("token", "add")]
    [InlineData("user add", "--name <name> (REQUIRED)|--email <e-mail> (REQUIRED)|--password-stdin (REQUIRED)")]
    [InlineData("user disable", "--email <e-mail> (REQUIRED)")]
    [InlineData("user reset-link", "--email <e-mail> (REQUIRED)")]
    [InlineData("tablo", "hand-over")]
    [InlineData("tablo hand-over", "--tablo <id> (REQUIRED)|--email <e-mail> (REQUIRED)")]
    [InlineData("token add", "--email <e-mail> (REQUIRED)|--label <text>|--days <number>|--tablo <id>")]
    [InlineData("backup", "<file>")]
    [InlineData("restore", "<file>|--renew-only")]
    public async Task Help_on_a_verb_is_about_that_one_and_says_what_each_option_is(string verb, string options)
    {
        var (exitCode, said, _) = await ProgramProcess.RunAsync(NoSettings, [.. verb.Split(' '), "--help"]);

        Assert.Equal(0, exitCode);
        Assert.Contains($"xtablo {verb} ", said, StringComparison.Ordinal);
        Assert.All(options.Split('|'), option => Assert.Matches($@"\n  {Regex.Escape(option)}  +[A-Z]", said));
        Assert.Equal(options.Split('|').Length, Regex.Count(said, @"^  (--|<|[a-z])[^ ]*( [<(][^ ]*)*  +[A-Z]", RegexOptions.Multiline, TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("Unrecognized command or argument 'dance'.", "restore <file>", "dance")]
    [InlineData("Unrecognized command or argument 'dance'.", "reset-link", "user", "dance", "--email", "x")]
    [InlineData("Required command was not provided.", "reset-link", "user")]
    [InlineData("'usr' was not matched. Did you mean one of the following?\nuser\n", "restore <file>", "usr", "add")]
    [InlineData("Required argument 'file' missing", "backup <file>", "backup")]
    [InlineData("Unrecognized command or argument 'two'.", "backup <file>", "backup", "one", "two")]
    [InlineData("'--fast' is no name of a file.", "backup <file>", "backup", "--fast")]
    [InlineData("Option '--email' is required.", "--email <e-mail>", "user", "disable")]
    [InlineData("Required argument missing for option: '--email'.", "--email <e-mail>", "user", "disable", "--email")]
    [InlineData("Unrecognized command or argument '--mail=ada@example.org'.", "--email <e-mail>", "user", "disable", "--mail=ada@example.org")]
    [InlineData("Unrecognized command or argument 'ada@example.org'.", "--email <e-mail>", "user", "disable", "--email=a@b.c", "ada@example.org")]
    [InlineData("Unrecognized command or argument 'secret'.", "user add", "user", "add", "--name", "Ada", "--email", "a@b.c", "--password-stdin=secret")]
    [InlineData("'restore' takes 'backup.db' or --renew-only, and not both.", "restore [<file>]", "restore", "backup.db", "--renew-only")]
    [InlineData("'restore' takes the name of one file, or --renew-only.", "restore [<file>]", "restore")]
    public async Task What_it_cannot_do_it_says_with_what_it_can(string sentence, string usage, params string[] arguments)
    {
        var (exitCode, output, said) = await ProgramProcess.RunAsync(NoSettings, arguments);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.Contains(usage, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_go_before_a_verb_between_its_words_and_behind_it()
    {
        using var data = new TemporaryFolder();
        var (exitCode, _, said) = await ProgramProcess.RunAsync(
            NoSettings, $"--Xtablo:DataDirectory={data.Path}", "user", "Xtablo:RateLimits:Enabled=false", "disable", "--email", "ada@example.org", "--Xtablo:PublicUrl=nowhere");

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Xtablo__PublicUrl: 'nowhere'", said, StringComparison.Ordinal);
    }
}
