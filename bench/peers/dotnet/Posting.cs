using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;

namespace Xtablo.Peers;

/// <summary>Hands a row to everyone who follows its discussion.</summary>
internal interface IDelivery
{
    Task TellAsync(int tablo, long number, string row);
}

/// <summary>Stores a post in a transaction of its own, and only then tells it.</summary>
internal sealed class Posting(ChatDb db, IDelivery delivery, TimeProvider time)
{
    /// <summary>Returns the row; null when there is no such discussion for this account.</summary>
    public async Task<string?> PostAsync(int tablo, Guid account, string body, Guid clientId)
    {
        if (await db.Members.FindAsync(tablo, account) is not { } member)
        {
            return null;
        }

        var message = await StoreAsync(member, body.Trim(), clientId);
        var row = $"""<li id="message-{message.Id}" data-number="{message.Number}" class="row"><b>{HtmlEncoder.Default.Encode(member.Name)}</b><div class="body">{HtmlEncoder.Default.Encode(message.Body)}</div></li>""";
        await delivery.TellAsync(tablo, message.Number, row);
        return row;
    }

    private async Task<Message> StoreAsync(Member author, string body, Guid clientId)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var head = await db.Heads.FromSql($"""SELECT * FROM "Heads" WHERE "Tablo" = {author.Tablo} FOR UPDATE""").SingleAsync();
        var earlier = await db.Messages.SingleOrDefaultAsync(each =>
            each.Tablo == author.Tablo && each.Author == author.Account && each.ClientId == clientId);
        if (earlier is not null)
        {
            return earlier;
        }

        var now = time.GetUtcNow();
        var message = new Message
        {
            Tablo = author.Tablo,
            Id = Guid.CreateVersion7(),
            Number = ++head.LastNumber,
            Author = author.Account,
            AuthorName = author.Name,
            ClientId = clientId,
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes(body)),
            Body = body,
            PostedAt = now,
        };
        db.Messages.Add(message);
        db.Entries.Add(new Entry
        {
            Tablo = author.Tablo,
            Sequence = ++head.Sequence,
            Kind = "Posted",
            Message = message.Id,
            Actor = author.Account,
            At = now,
        });
        if (await db.Set<ReadMark>().FindAsync(author.Tablo, author.Account) is { } mark)
        {
            mark.Number = message.Number;
        }
        else
        {
            db.Add(new ReadMark { Tablo = author.Tablo, Account = author.Account, Number = message.Number });
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return message;
    }
}

internal static class Callers
{
    public static Guid Account(this ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
