using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

namespace Xtablo.Infrastructure.Persistence;

/// <summary>
/// What is only ever read and written with its message, as JSON in a column of it: a window of rows is then read from one table.
/// An empty list is an empty text.
/// </summary>
internal static class JsonColumns
{
    public sealed class OfMentions() : ValueConverter<IReadOnlyList<Mention>, string>(
        mentions => TextOf(mentions), text => MentionsIn(text));

    public sealed class OfReactions() : ValueConverter<IReadOnlyList<Reaction>, string>(
        reactions => TextOf(reactions), text => ReactionsIn(text));

    public sealed class OfQuote() : ValueConverter<Quote, string>(quote => TextOf(quote), text => QuoteIn(text));

    /// <summary>These lists are replaced, never altered.</summary>
    public sealed class ByReference<T>() : ValueComparer<T>(
        (one, other) => ReferenceEquals(one, other), value => RuntimeHelpers.GetHashCode(value), value => value)
        where T : class;

    public static string TextOf(IReadOnlyList<Mention> mentions) =>
        mentions.Count == 0 ? "" : JsonSerializer.Serialize(mentions.Select(each => new Who(each.AccountId.Value, each.Name)));

    public static string TextOf(IReadOnlyList<Reaction> reactions) => reactions.Count == 0
        ? ""
        : JsonSerializer.Serialize(reactions.Select(
            each => new Kind(each.Emoji.Value, [.. each.By.Select(person => new Who(person.Id.Value, person.Name.Value))])));

    [return: NotNullIfNotNull(nameof(quote))]
    public static string? TextOf(Quote? quote) => quote is null
        ? null
        : JsonSerializer.Serialize(new Quoted(quote.Of.Value, quote.Number, quote.Author, quote.Excerpt, quote.IsDeleted));

    private static IReadOnlyList<Mention> MentionsIn(string text) => text.Length == 0
        ? []
        : [.. JsonSerializer.Deserialize<Who[]>(text)!.Select(who => new Mention(new AccountId(who.Id), who.Name))];

    private static IReadOnlyList<Reaction> ReactionsIn(string text) => text.Length == 0
        ? []
        :
        [
            .. JsonSerializer.Deserialize<Kind[]>(text)!.Select(kind => new Reaction(
                Emoji.FromStored(kind.Emoji),
                [.. kind.By.Select(who => new Person(new AccountId(who.Id), DisplayName.FromStored(who.Name)))])),
        ];

    private static Quote QuoteIn(string text) => JsonSerializer.Deserialize<Quoted>(text) is { } quoted
        ? new(new MessageId(quoted.Of), quoted.Number, quoted.Author, quoted.Excerpt, quoted.IsDeleted)
        : throw new JsonException("A quote is missing.");

    private sealed record Who(Guid Id, string Name);

    private sealed record Kind(string Emoji, Who[] By);

    private sealed record Quoted(Guid Of, long Number, string Author, string? Excerpt, bool IsDeleted);
}
