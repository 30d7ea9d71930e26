using Microsoft.EntityFrameworkCore;

namespace Xtablo.Peers;

internal sealed class ChatDb(DbContextOptions<ChatDb> options) : DbContext(options)
{
    private const int Discussions = 1000;

    public static readonly Guid Ada = new(1, 0, 0, new byte[8]);

    public DbSet<Member> Members => Set<Member>();

    public DbSet<Head> Heads => Set<Head>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<Entry> Entries => Set<Entry>();

    public async Task FillAsync()
    {
        await Database.EnsureCreatedAsync();
        for (var tablo = 0; tablo < Discussions; tablo++)
        {
            Members.Add(new Member { Tablo = tablo, Account = Ada, Name = "Ada" });
            Heads.Add(new Head { Tablo = tablo });
        }

        await SaveChangesAsync();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Member>().HasKey(member => new { member.Tablo, member.Account });
        modelBuilder.Entity<Head>(head =>
        {
            head.HasKey(each => each.Tablo);
            head.Property(each => each.Tablo).ValueGeneratedNever();
        });
        modelBuilder.Entity<Entry>().HasKey(entry => new { entry.Tablo, entry.Sequence });
        modelBuilder.Entity<ReadMark>().HasKey(mark => new { mark.Tablo, mark.Account });
        modelBuilder.Entity<Message>(message =>
        {
            message.HasKey(each => new { each.Tablo, each.Id });
            message.HasIndex(each => new { each.Tablo, each.Number }).IsUnique();
            message.HasIndex(each => new { each.Tablo, each.Author, each.ClientId }).IsUnique();
        });
    }
}

internal sealed class Member
{
    public int Tablo { get; init; }

    public Guid Account { get; init; }

    public required string Name { get; init; }
}

internal sealed class Head
{
    public int Tablo { get; init; }

    public long Sequence { get; set; }

    public long LastNumber { get; set; }
}

internal sealed class Message
{
    public int Tablo { get; init; }

    public Guid Id { get; init; }

    public long Number { get; init; }

    public Guid Author { get; init; }

    public required string AuthorName { get; init; }

    public Guid ClientId { get; init; }

    public required byte[] Hash { get; init; }

    public required string Body { get; init; }

    public DateTimeOffset PostedAt { get; init; }
}

internal sealed class Entry
{
    public int Tablo { get; init; }

    public long Sequence { get; init; }

    public required string Kind { get; init; }

    public Guid Message { get; init; }

    public Guid Actor { get; init; }

    public DateTimeOffset At { get; init; }
}

internal sealed class ReadMark
{
    public int Tablo { get; init; }

    public Guid Account { get; init; }

    public long Number { get; set; }
}
