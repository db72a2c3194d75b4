"""What the Indonesian words around a name tell: titles before a person, head words of a kind, labels inside brackets."""

from __future__ import annotations

from glossary.script import lazy_pattern
import re

from glossary import script

# Words that stand before a person's name and are no part of it, in lower case.
TITLES = frozenset(
    """
    presiden wapres wakil perdana menteri pm menlu menhan mendag menkeu menteri-menteri deputi asisten sekretaris jenderal
    sekjen ketua kepala pemimpin pimpinan tokoh gubernur bupati wali kota walikota camat lurah duta besar dubes konsul konjen
    juru bicara jubir laksamana madya muda marsekal kolonel mayor kapten letnan letjen mayjen brigjen sersan kopral prajurit
    komandan panglima komisaris polisi jaksa hakim pengacara advokat aktor aktris artis penyanyi pemain pemeran bintang model
    sutradara produser komponis musisi pianis penari pelukis pematung perupa seniman kaligrafer fotografer desainer arsitek
    penulis pengarang novelis penyair sastrawan jurnalis wartawan reporter presenter pembawa acara komedian pelawak youtuber
    vlogger influencer selebritas selebriti streamer atlet pebulu pebulutangkis bulu tangkis petenis pecatur perenang pelari
    pesenam penyelam pesepak pesepakbola bola basket pelatih wasit pengusaha taipan konglomerat miliarder pebisnis pendiri
    salah satu ceo cto cfo direktur utama eksekutif presdir presiden komisaris manajer bos investor bankir ekonom pakar ahli
    peneliti ilmuwan astronom astronaut antariksawan taikonaut fisikawan kimiawan matematikawan biolog dokter dr perawat prof
    profesor guru dosen rektor dekan mahasiswa mahasiswi siswa pelajar sejarawan filsuf filosof sosiolog sinolog penerjemah
    pejabat politikus politisi anggota diplomat utusan delegasi senator aktivis pegiat pembangkang biksu biksuni bhiksu pendeta
    uskup kardinal romo imam haji master sifu suhu kaisar permaisuri selir ratu raja pangeran putri ibu suri adipati dewa dewi
    bapak pak bu tuan nyonya nona saudara sdr mr mrs ms miss sir jend ir drs dra hj h koki petani nelayan buruh sopir warga
    pedagang penduduk korban saksi tersangka terdakwa pria wanita lelaki perempuan kakek nenek ayah istri suami anak kakak adik
    pendekar ahli pakar kapitan luitenant saudagar tauke tauke encek acek empek engkong koh cik kakanda adinda jagoan siluman
    bendahara moderator juri ustaz ustadz kyai habib pastor suster bruder biarawati pandita rohaniwan atase penasihat staf pilot
    pramugari arkeolog antropolog geolog psikolog virolog epidemiolog insinyur teknisi kreator komika pesulap komentator analis
    agronom kartunis komikus koreografer dirigen konduktor violinis pendongeng dalang maestro biduan diva rapper pegulat petinju
    pegolf pesilat pemanah pelompat peloncat pesepeda pembalap pencatur kiper bek gelandang striker penyerang
    ketum sekum bendum waketum wasekjen sekda wabup wagub walkot dirut dirjen dirtek kadis kabid kapolres kapolsek danlanal kasad
    kasal kasau kabag kasubbag plt plh pj menpora mendikbud mendiknas menristek menperin menag menkes mentan menhub menpar
    ny tn sdri alm kh kanselir raja-kera bodhisatwa buddha mahasiswi menko wamen kapolri kapolda danjen pangdam
    taikonot antariksawati penyiar pengamat pemilik pengelola pengurus penggugat pengusung keturunan marhum imam sinse tabib juara
    pebalap pemerhati pendayung pejudo peselancar pebiliar petembak peterjun pemanjat pelaut pengamen perajin
    pemahat pengukir penata penenun penyulam penggagas pencetus perintis pembicara penceramah pemusik pebasket pevoli
    pedansa penyunting pemrogram pengajar penyelidik peracik pesilat petugas misionaris kosmonaut kriminolog orientalis ilustrator
    animator kurator editor redaktur kolumnis podcaster promotor kolektor filantropis instruktur terapis judoka karateka lifter
    sprinter paleontolog zoolog botanis budayawan rohaniwati dramawan sineas
    putra cucu paman bibi karya garapan arahan gubahan ciptaan dibintangi diperankan disutradarai dinyanyikan mantan eks bekas calon almarhum mendiang bernama nama panggilan alias dipanggil disebut
    """.split()
)
# Words that fill an office between its title and the person: 'Menteri Luar Negeri Tiongkok Wang Yi'.
OFFICE_WORDS = TITLES | frozenset(
    """
    luar negeri dalam negara pertahanan perdagangan keuangan pendidikan kesehatan pertanian perindustrian kebudayaan pariwisata
    transportasi perhubungan keamanan publik hukum kehakiman republik rakyat tiongkok china rrt rrc cina taiwan hong kong
    singapura malaysia indonesia partai komunis pusat umum komite politbiro kongres nasional militer tentara angkatan laut darat
    jepang korea selatan utara rusia amerika serikat inggris prancis jerman vietnam filipina thailand india australia mongolia
    pakistan myanmar kamboja laos ukraina italia spanyol belanda brasil kanada iran irak israel turki mesir
    udara provinsi kabupaten kementerian departemen dewan kabinet legislatif parlemen agung senior junior utama asal berdarah
    uighur uyghur tibet mongol kazakh manchu hakka hokkien kanton kazakhstan uzbekistan swedia swiss norwegia denmark polandia
    portugal yunani hungaria serbia meksiko argentina kuba arab saudi qatar nepal bangladesh brunei
    tionghoa mandarin dan ri as di dari pada bidang urusan harian tetap sementara kehormatan pertama kedua ketiga
    riset pemasaran operasional komunikasi kreatif teknik produksi penjualan
    """.split()
)
# Occupations of people whom a glossary does not hold: a namesake of an entry stands behind them.
PRIVATE_ROLES = frozenset(
    """
    koki petani nelayan buruh sopir warga pedagang penduduk korban saksi tersangka terdakwa mahasiswa mahasiswi siswa siswi
    pelajar perawat satpam kurir tukang pelayan penjual pembeli penumpang turis wisatawan pasien tetangga kakek nenek bocah
    penebang pencuri peretas tetangga wirausaha wiraswasta pemilik penjaga calo barista penjahit perajin guru-les
    karyawan pegawai kasir montir pengemudi peternak nelayan tabib murid
    masak pensiunan chef pramuniaga kuli pemulung penggembala peladang penambang perias
    bupati camat lurah kades kapolres kapolsek
    """.split()
)
# What the owner of owns is no entry of a glossary: 'Pemilik warung'.
SMALL_BUSINESSES = frozenset("warung kedai toko kios bengkel salon depot rumah kos lapak bakmi laundry gerobak katering kebun".split())
# Occupations that many have whose names are short and common: a translator called 李娜 is hardly the tennis player.
COMMON_ROLES = frozenset(
    """
    penerjemah pemandu guru dosen dokter insinyur teknisi akuntan apoteker bidan notaris fotografer pustakawan resepsionis
    pramusaji pramugari pramugara masinis mekanik juru-masak asisten arsitek
    """.split()
)
# What stands behind a name and its comma as what the person is: 'Li Qiang (李强), pedagang bakso'.
ROLES_BEHIND = frozenset(
    """
    koki petani nelayan buruh sopir pedagang mahasiswa mahasiswi siswa siswi pelajar perawat satpam kurir tukang pelayan
    penjual turis wisatawan barista penjahit perajin kasir montir pengemudi peternak
    """.split()
)
# The first word of a name, and the kind that it gives.
HEADS = {
    word: kind
    for kind, words in {
        "organization": """
            kementerian departemen universitas institut akademi sekolah politeknik bank partai komisi komite dewan majelis badan
            biro kantor kedutaan kedubes konsulat perusahaan grup group pt cv yayasan asosiasi perhimpunan himpunan persatuan
            perkumpulan organisasi federasi konfederasi serikat liga klub tim rumah-sakit mahkamah kejaksaan pengadilan tentara
            angkatan armada pasukan brigade divisi resimen batalion korps komando satuan kepolisian garda front aliansi koalisi lembaga dinas direktorat sekretariat otoritas
            bursa sanggar padepokan paduan-suara surat-kabar harian majalah televisi stasiun radio penerbit pusat paguyuban university institute ministry
            bureau academy company corporation committee commission association council party hospital pabrik band kelompok
            maskapai museum perpustakaan dana masyarakat gereja toko restoran rumah-makan apotek kedai warung merek produsen
            kamar-dagang administrasi firma biro-perjalanan studio platform aplikasi gerai jenama waralaba rumah-produksi rumah-lelang
            mesin-pencari situs-web tangga-lagu submerek anak-perusahaan persekutuan perserikatan pesantren perguruan orkestra
            """,
        "place": """
            provinsi kota kabupaten distrik kecamatan desa kampung prefektur daerah wilayah gunung bukit sungai danau laut selat
            teluk pulau kepulauan semenanjung tanjung gurun lembah ngarai air-terjun taman jalan gang jembatan terowongan bandara
            bandar pelabuhan stasiun menara gedung istana kuil kelenteng klenteng wihara vihara biara masjid pagoda makam
            mausoleum tembok gerbang lapangan alun-alun pasar hotel stadion pecinan kawasan zona pantai karang terumbu negara
            republik kerajaan kesultanan puncak kompleks pegunungan perbukitan pemakaman perkebunan pemandian kediaman pertokoan perkampungan perairan perumahan apartemen situs goa gua kanal waduk bendungan mount lake river island street temple palace
            """,
        "work": """
            film novel drama lagu singel album serial sinetron buku kitab puisi syair lukisan opera komik manga gim game permainan-video
            lakon tembang siniar podcast vlog program-bincang program-televisi program-tv program-radio program-realitas program-ragam
            program-varietas sajak dongeng donghua manhua webtoon dracin musikal kartun
            cerpen esai judul acara show kuis sitkom miniseri trilogi talkshow dokumenter anime animasi antologi risalah traktat kronik sekuel prekuel sandiwara balet patung naskah roman kisah hikayat catatan
            """,
        "event": """
            perang pertempuran perlawanan revolusi pemberontakan insiden tragedi pembantaian gempa banjir kebakaran kongres sidang
            konferensi pertemuan ktt olimpiade festival perayaan gerakan demonstrasi pameran kudeta krisis pandemi wabah
            kecelakaan ledakan topan badai longsor tsunami tabrakan penembakan skandal maraton turnamen kejuaraan kompetisi piala lomba
            peristiwa gala kelaparan kerusuhan ekspedisi pelayaran perjanjian-damai
            """,
        "concept": """
            konsep prinsip kebijakan strategi inisiatif prakarsa teori pemikiran doktrin ideologi ajaran paham semboyan slogan
            marga undang-undang uu hukum perjanjian kesepakatan komunike deklarasi konsensus rencana program tradisi adat budaya tarian
            tari hari tahun-baru imlek resep menu cah oseng upacara ritual sembahyang prosesi hidangan masakan makanan sate soto gulai kari tumis keripik manisan puding sambal kue sup mi mie minuman teh arak kuetiau kwetiau kwetiaw bakmi bihun bakso lumpia siomay pangsit bebek ayam babi daging ikan udang tahu nasi bubur saus kecap bahasa dialek suku etnis agama
            penyakit flu virus demam sindrom aliran filsafat seni jurus ilmu istilah peribahasa idiom pepatah ungkapan kata frasa aksara shio zodiak musik alat fosil
            dinosaurus lumba-lumba pesut salamander trenggiling siamang lutung kura-kura spesies tanaman bunga pohon burung obat pengobatan terapi pijat ramuan wayang kesenian senam camilan kudapan penganan
            jajanan bumbu rempah
            """,
        "project": """
            modul robot konstelasi superkomputer reaktor satelit roket pesawat kapal kereta wahana misi proyek jalur jembatan-kereta kapal-induk kapal-selam rudal rover stasiun-antariksa
            tank drone teleskop helikopter jet komputer prosesor cip
            """,
        "other": "dinasti wangsa zaman era periode keluarga klan",
    }.items()
    for word in words.split()
}
# Heads of organisations that govern what follows: 'Klub sepak bola', 'Grup musik', 'Perusahaan mobil'.
GROUPS = frozenset("grup klub perusahaan kelompok band tim pabrik produsen merek jaringan firma maskapai toko restoran boyband girlband".split())
# Titles that also stand before what is no person.
LOOSE_TITLES = frozenset(
    "garapan arahan nama panggilan alias dipanggil disebut bernama calon bekas eks mantan model bintang anggota warga muda madya kepala master "
    "pusat raja putri utama suri anak ibu pemilik pengelola pengurus pendiri penggemar juara".split()
)
# Countries, as they stand between an office and its holder: 'PM Jepang Sanae Takaichi'.
PEOPLES = frozenset("uighur uyghur tibet mongol mongolia kazakh kirgiz manchu hui zhuang miao dayak jawa sunda batak".split())
COUNTRIES = frozenset(
    "jepang korea selatan utara rusia amerika serikat as inggris prancis jerman vietnam filipina thailand india australia mongolia "
    "pakistan myanmar kamboja laos ukraina italia spanyol belanda brasil kanada iran irak israel turki mesir singapura malaysia "
    "indonesia tiongkok china taiwan ri rrt rrc".split()
)
# Words that stand between a head and a name and say nothing by themselves: 'Klub sepak bola'.
FILLERS = frozenset(
    "bola basket bulu tangkis sepak voli renang salah satu utama asal bernama muda senior junior asing baru ternama kenamaan kondang "
    "tersohor populer legendaris veteran berbakat bertopeng".split()
)
# What stands before a word that is spoken of as a word: 'Kata 高兴'.
WORD_LABELS = frozenset("kata kosakata istilah ungkapan karakter huruf aksara frasa idiom peribahasa pepatah sapaan ucapan salam marga".split())
# What stands before the name of a company: 'buatan Sinovac'.
COMPANY_CUES = frozenset("buatan milik saham besutan keluaran".split())
# What stands before a team.
RIVALS = frozenset(
    "laga kontra vs versus lawan melawan membela memperkuat menjamu menekuk membekuk ditahan menundukkan menumbangkan menaklukkan "
    "membungkam menghajar takluk".split()
)
# Who belongs to a team: what stands behind them and is no person's name is the team.
TEAM_ROLES = frozenset(
    "pelatih kapten manajer bek kiper striker penyerang gelandang pemain pendukung suporter pebasket bomber libero setter".split()
)
# What counts several at once: 'Empat novel klasik'.
COUNTING = frozenset("dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belasan puluhan kedua ketiga keempat kelima para".split())
# Who belongs to a place or an institution: no part of its name where a head word follows, 'Umat Vihara ...'.
BELONGING = frozenset(
    """
    umat jemaat jamaah jemaah suporter pendukung pengunjung peziarah penumpang nasabah pelanggan pasien pegawai penggemar peserta
    perwakilan relawan jajaran keluarga tamu
    """.split()
)
# Parts of a company between a title and its name: 'Direktur Riset Southwest Futures'.
DEPARTMENTS = frozenset("riset pemasaran operasional komunikasi kreatif teknik produksi penjualan".split())
# Words behind the name of a company, and its legal forms: 'Hongshi Holding Group', 'Dahua Glass Co., Ltd.'.
COMPANY_WORDS = frozenset(
    "holding holdings group corporation corp company co ltd inc limited international industries industrial technology investment".split()
)
LEGAL_FORMS = frozenset("ltd inc llc corp pte sdn bhd tbk plc".split())
# Treaties, laws and statements, whose titles say what they are about: 'Deklarasi ... di Laut Tiongkok Selatan'.
DOCUMENTS = frozenset(
    "deklarasi perjanjian traktat konvensi protokol kesepakatan persetujuan memorandum komunike pernyataan resolusi piagam pakta kode "
    "undang-undang peraturan statuta kerangka".split()
)
# Ingredients, and the forms in which they come: 'bubuk lada Sichuan', 'cuka hitam Shanxi'.
INGREDIENTS = frozenset(
    """
    minyak cuka lada merica cabai bubuk tepung acar asinan garam gula madu jahe bawang jamur rebung lobak sawi kacang kurma biji
    daun akar kulit pasta kerupuk roti keju anggur bir tuak kopi sirup jeli dendeng sosis ham kaldu
    """.split()
)
FORMS_OF_FOOD = frozenset("bubuk tepung minyak biji daun akar kulit pasta kaldu saus sirup irisan serbuk ekstrak acar asinan".split())
# Measures between a number and what is measured: '2 sdm minyak wijen'.
MEASURES = frozenset(
    """
    sdm sdt sendok makan teh ml cc l liter g gr gram kg kilogram ons cm siung butir buah batang lembar ruas ikat helai potong iris
    bungkus kaleng botol gelas cangkir mangkuk mangkok porsi piring genggam jumput sachet saset ekor papan kotak
    """.split()
)
# What stands before a title.
TITLED = frozenset(("berjudul", "bertajuk"))
# Verbs whose object is a work.
WORK_VERBS = frozenset("mementaskan menayangkan mengadaptasi memfilmkan menulis membintangi menyutradarai mengarang menyanyikan membawakan menonton menerjemahkan memproduseri menggubah".split())
# What the words around a name say of its kind, and by how much (as log odds): the word right behind it, words before it.
SAID_BEHIND = {
    word: kind
    for kind, words in {
        "work": """
            tayang ditayangkan diangkat diadaptasi dibintangi disutradarai mengisahkan menceritakan berkisah bercerita dirilis diputar
            garapan arahan karya besutan gubahan ciptaan ditulis dinyanyikan dipopulerkan dibawakan berlatar diterbitkan terbit
            """,
        "place": "terletak berada berjarak berpenduduk beriklim berbatasan dihuni mengalir membentang menjulang terhubung",
        "organization": """
            berkantor bermarkas mengakuisisi diakuisisi memproduksi merekrut memecat menggandeng meluncurkan merugi untung rugi melantai berencana
            menjual mengoperasikan menyalip mengalahkan menang kalah didirikan bangkrut mengumumkan menguasai mengganti menjamur berekspansi
            pailit gagal
            """,
        "person": """
            lahir wafat meninggal mengatakan berkata menyatakan menuturkan menjelaskan menambahkan mengaku menikah menikahi berperan
            memerankan berusia dimakamkan ditangkap menulis bermain tampil melukis menyanyikan menyutradarai memimpin diangkat-menjadi
            """,
        "concept": "disajikan dimakan terbuat dihidangkan disantap berarti bermakna merujuk mengacu dimaknai diartikan diajarkan dianut",
        "event": "berlangsung digelar diselenggarakan terjadi meletus diperingati menewaskan dihadiri",
        "project": "mengorbit mendarat mengudara diluncurkan lepas-landas",
    }.items()
    for word in words.split()
}
SAID_AHEAD = {
    word: kind
    for kind, words in {
        "work": """
            cerita membintangi menyutradarai menyanyikan membawakan menonton menggarap merilis mengadaptasi memproduseri mengarang menerjemahkan
            berjudul bertajuk berperan bermain sukses terkenal melejit tampil lewat melalui
            """,
        "place": "di ke dari menuju rute perjalanan jalur jurusan tujuan asal sekitar dekat mengunjungi singgah tiba berlabuh mendaki",
        "organization": "mendirikan bekerja bergabung memperkuat membela melawan lawan kontra versus vs mengalahkan menundukkan menumbangkan menaklukkan membungkam melampaui menyaingi sepeda mobil motor kosmetik perhiasan sepatu rokok pakaian membeli-saham milik buatan keluaran",
        "concept": "belajar mengajarkan membahas nilai asas teknik gaya metode menyantap mencicipi meminum memasak mempraktikkan mempelajari menganut berlatih menyajikan",
        "project": "ponsel peluncuran meluncurkan mengorbitkan menerbangkan membangun",
        "event": "latihan menghadiri memperingati memicu merayakan",
    }.items()
    for word in words.split()
}
# Verbs of speech between what is said and who says it: ', kata Grenville Cross'.
SPEAKING = frozenset("kata ujar tutur ucap imbuh papar jelas ungkap tegas kenang cetus sambung lanjut seru klaim keluh".split())
# Passive verbs whose agent is rather a person: 'dipimpin Qiying', 'dipersatukan oleh Piluoge'.
AGENT_VERBS = frozenset(
    """
    dipimpin diketuai dikepalai disutradarai diperankan dilukis dikarang dijabat ditandatangani digubah dipahat dilatih diasuh
    dipersatukan digantikan dikisahkan diterjemahkan disunting
    """.split()
)
# Where a vehicle stops, of which a line or a train is said: 'Stasiun MRT jalur ungu'.
STOPS = frozenset("stasiun halte terminal peron".split())
# Verbs whose object is a dish or a drink.
TASTING = frozenset("menyantap mencicipi meminum memasak menyajikan memakan memesan menikmati".split())
# Words of a subject, wherever they stand in the passage.
SUBJECTS = {
    word: kind
    for kind, words in {
        "work": """
            film drama serial sinetron novel lagu album sutradara aktor aktris pemeran episode tayang bioskop adaptasi komik gim game
            penyanyi penulis karya dirilis rilis judul sinopsis penonton bintang
            """,
        "organization": """
            saham bursa gerai penjualan pabrik perusahaan pendiri didirikan merek produk produsen konsumen laba rugi investor pasar bisnis klub liga
            pelatih konser grup band personel perseroan emiten entitas akuisisi investasi mou pendanaan direksi
            """,
        "place": "wisata turis wisatawan pelancong kota kabupaten provinsi stasiun kilometer km penduduk desa jalan rute peta jalur sungai gunung",
        "concept": """
            menu hidangan masakan resep kuah pedas manis goreng rebus bumbu rasa disajikan restoran konsep filsafat istilah ajaran ritual
            tradisi terapi obat tesis abstrak seni
            """,
        "project": "roket satelit orbit antariksa misi wahana rudal kapal jet peluncuran",
        "event": "perang digelar tahunan korban peristiwa",
    }.items()
    for word in words.split()
}
# What leads in the names of a list: 'kota seperti', 'lagu antara lain'.
INTRODUCING = frozenset("antara lain seperti misalnya misal yakni yaitu termasuk meliputi mencakup berikut".split())
# Between a name and what it is said to be: 'adalah salah satu kota'.
COPULAS = frozenset("adalah merupakan ialah yaitu yakni".split())
COPULA_FILLERS = frozenset("salah satu sebuah suatu sejenis jenis nama sebutan semacam seekor sepasang sebagai".split())
# Words that a name never begins or ends with.
FUNCTION_WORDS = frozenset(
    """
    yang dan atau di ke dari pada dalam untuk dengan oleh sebagai adalah ialah yaitu yakni ini itu tersebut juga serta bahwa
    karena sebab agar supaya jika kalau bila ketika saat sejak sampai hingga setelah sesudah sebelum selama antara tentang
    terhadap menurut kata ujar tutur ucap namun tetapi tapi sedangkan sementara meski meskipun walau walaupun para sang si
    akan telah sudah sedang masih belum tidak bukan tak lebih sangat paling hanya saja lagi pun lalu kemudian maka seperti
    bagi tanpa selain kepada atas bawah bersama dia ia mereka kami kita saya aku anda beliau nya ada bisa dapat harus
    beberapa banyak semua setiap seorang sebuah suatu satu-satunya melalui lewat secara demi per tiap disebut bernama dikenal
    ketimbang daripada terjebak terdiri terbuat
    dipanggil berjudul bertajuk nama istilah artinya berarti harfiah the a an is was by with
    """.split()
)
JOINING_WORDS = frozenset("dan atau untuk bagi of and the for in on de di dari ke pada dengan demi from to at by yang".split())

LABEL_WORDS = (
    "hanzi|mandarin|tionghoa|tiongkok|china|cina|bahasa|aksara|huruf|karakter|sederhana|tradisional|simplified|traditional|chinese|"
    "pinyin|hanyu|lahir|lang|zh|zho|hans|hant|cn|tw|hk|s|t|p|j|w|l|dibaca|baca|bacaan|dalam|nama|asli|juga|dikenal|dieja|disebut|atau|secara|"
    "harfiah|harafiah|pelafalan|ditulis|lafal|singkatan|disingkat|ejaan|eyd|tulisan|kanton|hokkien|hakka|teochew|wade|giles|lit|"
    "inggris|english|indonesia|romanisasi|jyutping|dialek|marga|judul|artinya|berarti|terlahir|dengan|sebagai|resmi|resminya|lengkap"
).split("|")
LABEL = lazy_pattern(rf"(?:{'|'.join(LABEL_WORDS)})", re.IGNORECASE)
FOREIGN_LABEL = lazy_pattern(
    r"(?:kanji|hanja|jepang|japanese|korea|korean|hangul|hangeul|romaji|rōmaji|chữ\s+hán|chữ\s+nôm|hán\s+tự|hán\s+nôm|chu\s+han|vietnam|"
    r"vietnamese|kyūjitai|kyujitai|shinjitai|ja|ko|vi|furigana|hiragana|katakana|kokuji|okinawa|ryukyu)"
    r"\s*(?:\([^()]*\)\s*)?[:：|=]\s*[^:：;；|=]*$",
    re.IGNORECASE,
)


# The first word of a person's name that is a rank of gods and rulers and is printed with it.
RULERS = frozenset("dewa dewi kaisar ratu permaisuri selir pangeran buddha bodhisatwa".split())
_ENGLISH_HEADS = frozenset(
    "university bank group corporation ministry academy institute company technology technologies motors airlines media entertainment metro "
    "ltd inc llc tbk plc holdings securities futures hospital shipyard robotics electronics pharmaceutical pharmaceuticals insurance "
    "logistics semiconductor".split()
)
_ACRONYM = lazy_pattern(r"[A-Z]{2,6}")


def head_kind(phrase: str) -> str | None:
    """Tell the kind that the first word of a Latin name gives: 'Universitas Zhejiang' an organisation."""
    words = phrase.lower().split()
    for word in ("-".join(words[:2]), *words[:1]):
        if word in HEADS:
            return HEADS[word]
    if words and (words[0] in RULERS or words[:2] == ["ibu", "suri"]) and len(words) > 1:
        return "person"
    if not _ENGLISH_HEADS.isdisjoint(words) or _ACRONYM.fullmatch(phrase):
        return "organization"
    return None


_VERB = lazy_pattern(
    r"(?:me(?:m|n|ng|ny|l|r)?[aeioubcdfgjklprstwy]\w{3,}|di(?:se|pe|ke|ber|ja|gu|na|ka|ma|ba|ta|la|ra|sa)\w{2,}|ber\w{4,})$"
)


def is_verb(word: str) -> bool:
    """Tell whether a lower-case word has the form of an Indonesian verb."""
    return _VERB.match(word) is not None


def is_function_word(word: str) -> bool:
    """Tell whether a word never begins a name, without regard to case."""
    return script.strip_marks(word).lower() in FUNCTION_WORDS
