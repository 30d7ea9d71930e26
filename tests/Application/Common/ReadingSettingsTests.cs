using System.Net;
using Microsoft.Extensions.Configuration;
using Xtablo.Application.Operation;

namespace Xtablo.Application.Tests.Common;

public class ReadingSettingsTests
{
    private static readonly string Data = Path.Combine(Path.GetTempPath(), "xtablo-data");

    [Fact]
    public void Without_any_the_data_is_in_a_folder_of_the_users_own()
    {
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        Assert.SkipWhen(local.Length == 0, "this user has no home folder");

        Assert.Equal(Path.Combine(local, "xtablo"), Read().DataDirectory);
    }

    [Fact]
    public void The_data_is_where_it_was_set() => Assert.Equal(Data, Read(("Xtablo__DataDirectory", Data)).DataDirectory);

    [Fact]
    public void A_data_directory_is_made_absolute() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "here"), Read(("Xtablo__DataDirectory", "here")).DataDirectory);

    [Fact]
    public void Without_a_connection_it_is_SQLite_in_the_data_directory() =>
        Assert.Equal($"Data Source={Path.Combine(Data, "xtablo.db")}", Read(("Xtablo__DataDirectory", Data)).ConnectionString);

    [Theory]
    [InlineData("Host=db;Database=xtablo")]
    [InlineData("Data Source=somewhere.db")]
    public void A_connection_is_kept_as_set(string connection) =>
        Assert.Equal(connection, Read(("ConnectionStrings__Xtablo", connection)).ConnectionString);

    [Fact]
    public void Without_a_public_address_any_host_is_accepted() => Assert.Null(Read().PublicUrl);

    [Theory]
    [InlineData("https://chat.example.org")]
    [InlineData("http://localhost:5080/")]
    public void A_public_address_is_kept(string url) => Assert.Equal(new Uri(url), Read(("Xtablo__PublicUrl", url)).PublicUrl);

    [Theory]
    [InlineData("chat.example.org")]
    [InlineData("/chat")]
    [InlineData("ftp://chat.example.org")]
    [InlineData("https://")]
    [InlineData("https://chat.example.org/chat")]
    [InlineData("https://chat.example.org/?a=b")]
    [InlineData("https://chat.example.org/#top")]
    [InlineData("https://ada:secret@chat.example.org")]
    public void Another_public_address_is_refused(string url) => AssertRefused("Xtablo__PublicUrl", url);

    [Fact]
    public void Without_proxies_nobodys_headers_count() => Assert.Empty(Read().KnownProxies);

    [Fact]
    public void Proxies_may_be_one_list_with_commas() => Assert.Equal(
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("192.168.1.2/32"), IPNetwork.Parse("::1/128")],
        Read(("Xtablo__KnownProxies", "10.0.0.0/8, 192.168.1.2,,::1")).KnownProxies);

    [Fact]
    public void Proxies_may_be_keys_with_numbers() => Assert.Equal(
        [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("192.168.1.2/32")],
        Read(("Xtablo__KnownProxies__0", "10.0.0.0/8"), ("Xtablo__KnownProxies__1", "192.168.1.2")).KnownProxies);

    [Fact]
    public void Spaces_around_a_proxy_with_a_number_are_cut() =>
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8")], Read(("Xtablo__KnownProxies__0", " 10.0.0.0/8 ")).KnownProxies);

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10")]
    [InlineData("10.1")]
    [InlineData("10.0.0.1, and others")]
    public void Another_proxy_is_refused(string proxies) => AssertRefused("Xtablo__KnownProxies", proxies);

    [Fact]
    public void Another_proxy_with_a_number_is_refused()
    {
        var refusal = Assert.Throws<SettingException>(() => Read(("Xtablo__KnownProxies__0", "10.0.0.1"), ("Xtablo__KnownProxies__1", "none")));

        Assert.StartsWith("Xtablo__KnownProxies", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_word_strangers_may_not_sign_up() => Assert.False(Read().OpenRegistration);

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("false", false)]
    public void Strangers_may_sign_up_when_it_is_set(string value, bool may) =>
        Assert.Equal(may, Read(("Xtablo__OpenRegistration", value)).OpenRegistration);

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("on")]
    public void Another_word_on_strangers_is_refused(string value) => AssertRefused("Xtablo__OpenRegistration", value);

    [Fact]
    public void Without_a_word_there_are_limits() => Assert.True(Read().RateLimits);

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void There_are_limits_as_is_set(string value, bool limits) =>
        Assert.Equal(limits, Read(("Xtablo__RateLimits__Enabled", value)).RateLimits);

    [Theory]
    [InlineData("no")]
    [InlineData("0")]
    public void Another_word_on_limits_is_refused(string value) => AssertRefused("Xtablo__RateLimits__Enabled", value);

    [Theory]
    [InlineData("1")]
    [InlineData("25")]
    [InlineData("65535")]
    public void A_port_of_the_mail_server_is_taken(string port) => Assert.NotNull(Read(("Xtablo__Smtp__Port", port)));

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("smtp")]
    [InlineData("2.5")]
    public void Another_port_of_the_mail_server_is_refused(string port) => AssertRefused("Xtablo__Smtp__Port", port);

    [Fact]
    public void Without_a_mail_server_no_mail_is_sent() => Assert.Null(Read().Smtp);

    [Fact]
    public void A_mail_server_is_taken_with_the_port_for_submission_when_none_is_set() => Assert.Equal(
        new SmtpSettings { Host = "mail.example.org", Port = 587, From = "chat@example.org" }, Read(MailServer()).Smtp);

    [Fact]
    public void A_mail_server_may_ask_for_a_user_and_a_password() => Assert.Equal(
        new SmtpSettings { Host = "mail.example.org", Port = 465, User = "chat", Password = "secret", From = "Xtablo <chat@example.org>" },
        Read(MailServer(
            ("Xtablo__Smtp__Port", "465"), ("Xtablo__Smtp__User", "chat"), ("Xtablo__Smtp__Password", "secret"), ("Xtablo__Smtp__From", "Xtablo <chat@example.org>"))).Smtp);

    [Fact]
    public void The_password_of_the_mail_server_is_never_printed() => Assert.DoesNotContain(
        "secret", $"{Read(MailServer(("Xtablo__Smtp__User", "chat"), ("Xtablo__Smtp__Password", "secret")))}", StringComparison.Ordinal);

    [Theory]
    [InlineData("Xtablo__Smtp__Host", "not a host")]
    [InlineData("Xtablo__Smtp__From", "chat at example")]
    public void Another_mail_server_is_refused(string key, string value) => AssertRefused(key, value, MailServer());

    [Theory]
    [InlineData("Xtablo__Smtp__From", "Xtablo__Smtp__From", "")]
    [InlineData("Xtablo__Smtp__User", "Xtablo__Smtp__Password", "secret")]
    [InlineData("Xtablo__Smtp__Password", "Xtablo__Smtp__User", "chat")]
    public void What_a_mail_server_needs_beside_it_is_named(string missing, string key, string value)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(MailServer((key, value))));

        Assert.StartsWith($"{missing}: it must be set", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://chat.example.org", "https://chat.example.org/reset/x")]
    [InlineData("", "/reset/x")]
    public void A_link_is_absolute_where_the_public_address_is_known(string url, string link) =>
        Assert.Equal(link, Read(("Xtablo__PublicUrl", url)).LinkTo("/reset/x"));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("")]
    public void There_need_be_no_backplane(string value) => Assert.Equal(BackplaneSettings.None, Read(("Xtablo__Backplane", value)).Backplane);

    [Theory]
    [InlineData("postgres")]
    [InlineData("Postgres")]
    public void Nodes_can_wake_each_other_by_PostgreSQL(string value) =>
        Assert.Equal(BackplaneKind.Postgres, Read(("ConnectionStrings__Xtablo", "Host=db"), ("Xtablo__Backplane", value)).Backplane.Kind);

    [Fact]
    public void Nodes_can_wake_each_other_by_Redis_and_its_password_is_never_printed()
    {
        var settings = Read(("ConnectionStrings__Xtablo", "Host=db"), ("Xtablo__Backplane", "redis"), ("Xtablo__Redis", "redis:6379,password=secret"));

        Assert.Equal((BackplaneKind.Redis, "redis:6379,password=secret"), (settings.Backplane.Kind, settings.Backplane.Redis));
        Assert.DoesNotContain("secret", $"{settings}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres", "")]
    [InlineData("postgres", "Data Source=chat.db")]
    [InlineData("redis", "Data Source=chat.db")]
    public void A_SQLite_file_has_one_server_and_nobody_to_wake(string value, string connection)
    {
        var refusal = Assert.Throws<SettingException>(() => Read(("ConnectionStrings__Xtablo", connection), ("Xtablo__Backplane", value)));

        Assert.Equal(
            "Xtablo__Backplane: it is for several nodes on one PostgreSQL; a SQLite file has one server, so leave it at 'none'.", refusal.Message);
    }

    [Theory]
    [InlineData("redis", "", "Xtablo__Redis: it must be set")]
    [InlineData("postgres", "redis:6379", "Xtablo__Redis: it is used only")]
    [InlineData("none", "redis:6379", "Xtablo__Redis: it is used only")]
    public void A_Redis_is_named_where_it_is_used_and_nowhere_else(string value, string redis, string sentence)
    {
        var refusal = Assert.Throws<SettingException>(
            () => Read(("ConnectionStrings__Xtablo", "Host=db"), ("Xtablo__Backplane", value), ("Xtablo__Redis", redis)));

        Assert.StartsWith(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_backplane_is_refused() => AssertRefused("Xtablo__Backplane", "kafka");

    [Theory]
    [InlineData("ConnectionStrings__Xtablo")]
    [InlineData("Xtablo__DataDirectory")]
    [InlineData("Xtablo__PublicUrl")]
    [InlineData("Xtablo__KnownProxies")]
    [InlineData("Xtablo__OpenRegistration")]
    [InlineData("Xtablo__RateLimits__Enabled")]
    [InlineData("Xtablo__Smtp__Host")]
    [InlineData("Xtablo__Smtp__Port")]
    [InlineData("Xtablo__Smtp__User")]
    [InlineData("Xtablo__Smtp__Password")]
    [InlineData("Xtablo__Smtp__From")]
    [InlineData("Xtablo__Realtime__RingCapacity")]
    [InlineData("Xtablo__Backplane")]
    [InlineData("Xtablo__Redis")]
    [InlineData("Xtablo__Otlp__Endpoint")]
    public void An_empty_value_is_none(string key) => Assert.Equivalent(Read(), Read((key, "  ")), strict: true);

    [Fact]
    public void Spaces_around_a_value_are_cut() => Assert.True(Read(("Xtablo__OpenRegistration", " true ")).OpenRegistration);

    [Fact]
    public void Keys_of_others_are_ignored() =>
        Assert.Equivalent(Read(), Read(("Other", "x"), ("Xtablos__Colour", "red"), ("Logging__Xtablo", "x")), strict: true);

    [Theory]
    [InlineData("Xtablo__PublicUlr", "Xtablo__PublicUrl")]
    [InlineData("Xtablo__DataDir", "Xtablo__DataDirectory")]
    [InlineData("Xtablo__SmtpHost", "Xtablo__Smtp__Host")]
    [InlineData("Xtablo__Smtp", "Xtablo__Smtp__Host")]
    [InlineData("Xtablo__RATELIMIT__ENABLED", "Xtablo__RateLimits__Enabled")]
    [InlineData("Xtablo__KnownProxies__first", "Xtablo__KnownProxies")]
    [InlineData("Xtablo__PublicUrl__0", "Xtablo__PublicUrl")]
    public void An_unknown_key_of_ours_is_refused_with_the_nearest_one(string key, string nearest)
    {
        var refusal = Assert.Throws<SettingException>(() => Read((key, "a secret")));

        Assert.Equal($"{key}: there is no such setting; the nearest is {nearest}.", refusal.Message);
    }

    [Fact]
    public void A_section_of_known_keys_is_no_key_though_a_provider_answers_for_it() =>
        Assert.False(Read(("Xtablo__RateLimits", ""), ("Xtablo__RateLimits__Enabled", "false")).RateLimits);

    [Theory]
    [InlineData("XTABLO__OPENREGISTRATION")]
    [InlineData("xtablo__openregistration")]
    public void Capitals_make_no_difference_to_a_key(string key) => Assert.True(Read((key, "true")).OpenRegistration);

    [Theory]
    [InlineData("Host=db;Database=xtablo", true)]
    [InlineData("host = db; Database=xtablo", true)]
    [InlineData("Data Source=/var/lib/Host=1/xtablo.db", false)]
    [InlineData("what is none", false)]
    public void What_the_database_is_stands_in_its_connection_string_however_that_is_written(string connection, bool isPostgres) =>
        Assert.Equal(isPostgres, Read(("ConnectionStrings__Xtablo", connection)).IsOnPostgres);

    [Theory]
    [InlineData("http://localhost:4318")]
    [InlineData("https://collector.example.org/otlp")]
    public void A_collector_is_an_address(string address) =>
        Assert.Equal(new Uri(address), Read(("Xtablo__Otlp__Endpoint", address)).OtlpEndpoint);

    [Theory]
    [InlineData("collector")]
    [InlineData("localhost:4318")]
    [InlineData("grpc://localhost:4317")]
    [InlineData("http://localhost:4318?key=secret")]
    [InlineData("http://ada:secret@localhost:4318")]
    public void A_collector_at_what_is_no_address_is_refused(string address) => AssertRefused("Xtablo__Otlp__Endpoint", address);

    private static Settings Read(params (string Key, string Value)[] environment) => Settings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(environment.Select(set =>
            KeyValuePair.Create(set.Key.Replace("__", ":", StringComparison.Ordinal), (string?)set.Value)))
        .Build());

    private static (string Key, string Value)[] MailServer(params (string Key, string Value)[] more)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Xtablo__Smtp__Host"] = "mail.example.org",
            ["Xtablo__Smtp__From"] = "chat@example.org",
            ["Xtablo__PublicUrl"] = "https://chat.example.org",
        };
        foreach (var (key, value) in more)
        {
            set[key] = value;
        }

        return [.. set.Select(each => (each.Key, each.Value))];
    }

    private static void AssertRefused(string key, string value, params (string Key, string Value)[] beside)
    {
        var refusal = Assert.Throws<SettingException>(() => Read([.. beside.Where(set => set.Key != key), (key, value)]));

        Assert.StartsWith($"{key}: '", refusal.Message, StringComparison.Ordinal);
    }
}
